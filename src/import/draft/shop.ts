import { redact } from '../../domain/redact.ts'
import { command as commandSchema } from '../../library/schema/command.ts'
import { parseWith } from '../../library/schema/findings.ts'
import type { Surroundings } from '../commands/recogniser.ts'
import { Names, shorten, slug } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { asParameters } from '../shell/placeholders.ts'
import type { CommandDraft, Fact } from './draft.ts'

/** What a service would hold more of, nobody reads. */
const mostCommands = 200

/** Where drafts are made: what the document says of its surroundings, and what service.yml gathers meanwhile. */
export class Shop {
  readonly about: Surroundings
  readonly facts: Fact[] = []
  readonly #commands = new Map<string, CommandDraft>()
  readonly #names = new Names()

  constructor(about: Surroundings) {
    this.about = about
  }

  get commands(): CommandDraft[] {
    return [...this.#commands.values()]
  }

  /** Declares a program, once for the same arguments. Undefined: service.yml would refuse it. */
  declare(
    argv: readonly string[],
    given: { title: string; reads: boolean; decide: string[]; from: Lines },
  ): CommandDraft | undefined {
    const words = argv.map(asParameters)
    const run = words.map(({ text }) => text)
    const key = JSON.stringify(run)
    const known = this.#commands.get(key)
    if (known) {
      known.from = [...known.from, ...given.from]
      return known
    }
    const name = nameOf(run)
    if (name === '' || redact(run.join(' ')) !== run.join(' ')) return undefined
    const draft: CommandDraft = {
      name,
      summary: shorten(given.title, 150),
      run,
      parameters: [...new Set(words.flatMap(({ names }) => names))],
      reads: given.reads,
      decide: given.decide,
      from: given.from,
    }
    if (this.#commands.size >= mostCommands || !parseWith(commandSchema, commandData(draft)).ok)
      return undefined
    const free = this.#names.take(name.slice(0, 50))
    this.#commands.set(key, { ...draft, name: free })
    return this.#commands.get(key)
  }
}

/** By what is run and its first words; paths, addresses and interpreters tell nothing. */
const nameOf = (run: readonly string[]): string =>
  slug(
    run
      .filter((word, n) => !/:\/\/|\{/.test(word) && !(n === 0 && /^(?:python3?|node|ruby|perl)$/.test(word)))
      .map((word) => word.split('/').at(-1) ?? '')
      .slice(0, 6)
      .join(' '),
    50,
  )

/** As service.yml holds it. A parameter's pattern is narrow on purpose. */
export const commandData = ({ name, summary, run, parameters, reads }: CommandDraft) => ({
  name,
  summary,
  ...(reads ? { readOnly: true } : { changes: summary }),
  run,
  ...(parameters.length > 0
    ? {
        parameters: Object.fromEntries(
          parameters.map((one) => [one, { kind: 'text', pattern: patternFor(one) }]),
        ),
      }
    : {}),
})

const patternFor = (parameter: string): string =>
  /arn|image|path|file|dir/i.test(parameter)
    ? '[A-Za-z0-9/][A-Za-z0-9._:@/-]*'
    : '[A-Za-z0-9][A-Za-z0-9._:@-]*'
