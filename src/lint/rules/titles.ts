import type { Path } from '../../library/mistake.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { stepLists } from '../uses.ts'

type Named = { file: string; path: Path; title: string }

/** What stands side by side is told apart by its title alone: on a phone, at 3 a.m. */
export function titlesRule({ playbooks }: ServiceFolder): Note[] {
  return [
    ...alike(
      playbooks.map(({ file, playbook }) => ({ file, path: ['title'], title: playbook.title })),
      'playbook',
    ),
    ...playbooks.flatMap(({ file, playbook }) => [
      ...alike(
        playbook.phases.map(({ name }, n) => ({ file, path: ['phases', n, 'name'], title: name })),
        'phase',
      ),
      ...stepLists(playbook).flatMap(({ path, steps }) =>
        alike(
          steps.map(({ title, kind }, n) => ({
            file,
            path: [...path, n, kind === 'do' || kind === 'ask' ? kind : 'title'],
            title,
          })),
          'step',
        ),
      ),
      ...answers(playbook, file),
    ]),
  ]
}

const key = (title: string) => title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')

const alike = (all: readonly Named[], what: string): Note[] =>
  all.flatMap(({ file, path, title }, n): Note[] => {
    const first = all.slice(0, n).find((one) => key(one.title) === key(title))
    if (!first) return []
    const where = first.file === file ? '' : `, in ${first.file}`
    return [
      {
        file,
        path,
        rule: 'duplicate-title',
        says: `Another ${what} is called “${title}” too${where}`,
        advice: 'Say in each title what sets it apart',
      },
    ]
  })

/** Answers to a question: the branches of a phase, the options of an ask. */
const answers = ({ phases }: ServiceFolder['playbooks'][number]['playbook'], file: string): Note[] =>
  phases.flatMap((phase, n) => [
    ...sameAnswer(
      file,
      phase.branches.map(({ when }, b) => ({ path: ['phases', n, 'branches', b, 'when'], text: when })),
    ),
    ...stepLists({ phases: [phase] }).flatMap(({ path, steps }) =>
      steps.flatMap((step, s) =>
        step.kind === 'ask'
          ? sameAnswer(
              file,
              step.options.map((text, o) => ({
                path: ['phases', n, ...path.slice(2), s, 'options', o],
                text,
              })),
            )
          : [],
      ),
    ),
  ])

const sameAnswer = (file: string, all: readonly { path: Path; text: string }[]): Note[] =>
  all.flatMap(({ path, text }, n): Note[] =>
    all.slice(0, n).some((one) => key(one.text) === key(text))
      ? [
          {
            file,
            path,
            rule: 'duplicate-answer',
            says: `“${text}” is an answer twice`,
            advice: 'Keep one, or say what sets them apart',
          },
        ]
      : [],
  )
