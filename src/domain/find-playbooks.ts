import { type Playbook, phaseSteps } from './playbook.ts'

/** The playbooks in which every word of `query` occurs, whatever its case; all of them for none. Keeps the order. */
export function findPlaybooks<P extends Playbook>(playbooks: readonly P[], query: string): P[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return playbooks.filter((playbook) => {
    const all = remembered(playbook).join('\n').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** Everything of a playbook that somebody might remember of it. */
const remembered = ({ id, title, summary = '', detect, phases }: Playbook): string[] => [
  id,
  title,
  summary,
  ...(detect ? [detect.when ?? '', ...detect.symptoms, ...detect.alerts] : []),
  ...phases.flatMap((phase, n) =>
    [undefined, ...phase.branches.keys()].flatMap((branch) =>
      phaseSteps(phase, n, branch).map(({ step }) => step.title),
    ),
  ),
]
