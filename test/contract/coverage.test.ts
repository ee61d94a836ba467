import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { coveragePage } from '../../docs/coverage/page.ts'
import { type Command, placesOf, readCoverage } from '../../docs/coverage/read.ts'

const shared = '../shared/runbooks'
const all = readCoverage('docs/coverage')

/** Headings and command lines of a document, with the lines they stand on. */
function readDocument(text: string) {
  const lines = text.split('\n')
  const tokens = new MarkdownIt().parse(text, {})
  const headings = tokens.flatMap((token, n) =>
    token.type === 'heading_open' && token.map
      ? [{ heading: tokens[n + 1]?.content ?? '', line: token.map[0] + 1 }]
      : [],
  )
  const commands = tokens.flatMap((token) => {
    if (token.type !== 'fence' || !token.map) return []
    const [from] = token.map
    return token.content.split('\n').flatMap((content, n) => {
      const line = from + 2 + n
      const before = lines[line - 2] ?? ''
      const told = content.trim()
      // What goes on from the line above is one command with it.
      if (told === '' || told.startsWith('#') || before.trimEnd().endsWith('\\')) return []
      return [{ line, run: told }]
    })
  })
  return { headings, commands }
}

const sameWords = (text: string) => text.replace(/\s+/g, ' ').replace(/\\$/, '').trim()

test('docs/coverage.md is what `node docs/coverage/write.ts` writes', () => {
  expect(readFileSync('docs/coverage.md', 'utf8')).toBe(coveragePage(all))
})

describe.each([...all])('of the document of %s', (service, entries) => {
  const file = path.join(shared, `${service}.md`)

  test.skipIf(!existsSync(file))(
    'every heading and every command line is accounted for (skipped where ../shared is absent)',
    () => {
      const { headings, commands } = readDocument(readFileSync(file, 'utf8'))
      expect(entries.map(({ heading, line }) => `${line} ${sameWords(heading)}`)).toEqual(
        headings.map(({ heading, line }) => `${line} ${sameWords(heading)}`),
      )
      const listed = new Map(entries.flatMap((one) => one.commands.map((command) => [command.line, command])))
      const missing = commands.filter(({ line, run }) => {
        const found = listed.get(line)
        return !found || !sameWords(run).startsWith(sameWords(found.run).slice(0, 20))
      })
      expect(missing).toEqual([])
    },
  )

  test('what encodes it is there', () => {
    const places = entries.flatMap((one) => [...(one.by ?? []), ...one.commands.flatMap(placesOf)])
    const absent = places.filter((place) => {
      const [name = '', ...title] = place.split('#')
      const at = path.join('playbooks', name)
      if (!existsSync(at)) return true
      return title.length > 0 && !mentions(parse(readFileSync(at, 'utf8')), title.join('#').trim())
    })
    expect(absent).toEqual([])
  })

  test('what a command line became is what its step is', () => {
    const wrong = entries.flatMap((one) =>
      one.commands.flatMap((command) =>
        placesOf(command)
          .filter((place) => {
            const kinds = kindsOf(place)
            return kinds.length > 0 && !kinds.some((kind) => fitting[command.as].includes(kind))
          })
          .map((place) => `${command.line} as ${command.as}: ${place} is ${kindsOf(place).join()}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('what is left out, or only shown, has a reason', () => {
    const silent = entries.flatMap((one) =>
      one.commands.filter(({ as, why, by }) => (as === 'out' ? !why : as === 'copy' ? !(why ?? by) : !by)),
    )
    expect(silent).toEqual([])
  })
})

const fitting: Record<Command['as'], string[]> = {
  check: ['check'],
  fix: ['fix'],
  command: ['run-command'],
  tell: ['tell'],
  do: ['do', 'ask'],
  copy: ['do', 'check', 'fix', 'run-command'],
  out: [],
}

const playbook = z.object({
  phases: z.array(
    z.object({
      steps: z.array(z.record(z.string(), z.unknown())).default([]),
      branches: z
        .array(z.object({ steps: z.array(z.record(z.string(), z.unknown())).default([]) }))
        .default([]),
    }),
  ),
})

/** What kinds of step have a title; none for what is no playbook's step. */
function kindsOf(place: string): string[] {
  const [name = '', ...title] = place.split('#')
  const wanted = title.join('#').trim()
  const read = playbook.safeParse(parse(readFileSync(path.join('playbooks', name), 'utf8')))
  if (!read.success || !wanted) return []
  const steps = read.data.phases.flatMap((one) => [
    ...one.steps,
    ...one.branches.flatMap((each) => each.steps),
  ])
  return steps.flatMap((step) => {
    if (step.fix !== undefined && step.title === wanted)
      return [step.fix === 'run-command' ? step.fix : 'fix']
    return ['check', 'tell']
      .flatMap((kind) => (Object.hasOwn(step, kind) && step.title === wanted ? [kind] : []))
      .concat(step.do === wanted ? ['do'] : [], step.ask === wanted ? ['ask'] : [])
  })
}

/** Whether some text in a file is just that: the title of a step, the name of a command or severity. */
function mentions(value: unknown, words: string): boolean {
  if (typeof value === 'string') return value.trim() === words
  if (Array.isArray(value)) return value.some((one) => mentions(one, words))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, one]) => key === words || mentions(one, words))
}
