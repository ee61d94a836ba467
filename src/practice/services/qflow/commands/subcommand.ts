import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'

/** Options by name without dashes, those without a value as an empty text; the other arguments in order. */
export type Given = { options: Record<string, string>; rest: string[] }

/** `usage` is the words that name it, then `<argument>`s, `--option X` and `--switch`es that it may take. */
export type Subcommand = { usage: string; run(given: Given, world: World): Answered }

export const says = (...stdout: string[]): Answered => ({ code: 0, stdout })
export const fails = (...stderr: string[]): Answered => ({ code: 1, stderr })

/** A subcommand that always answers the same. */
export const plain = (usage: string, ...stdout: string[]): Subcommand => ({
  usage,
  run: () => says(...stdout),
})

type Shape = { words: string[]; wanted: number; valued: Set<string>; switches: Set<string> }

function shapeOf(usage: string): Shape {
  const parts = usage.split(' ')
  const end = parts.findIndex((part) => /^[<-]/.test(part))
  const shape: Shape = {
    words: end < 0 ? parts : parts.slice(0, end),
    wanted: parts.filter((part) => part.startsWith('<')).length,
    valued: new Set(),
    switches: new Set(),
  }
  parts.forEach((part, n) => {
    if (!part.startsWith('--')) return
    const isValued = /^[A-Z]+$/.test(parts[n + 1] ?? '')
    ;(isValued ? shape.valued : shape.switches).add(part)
  })
  return shape
}

function read(args: readonly string[], { words, wanted, valued, switches }: Shape): Given | string {
  const given: Given = { options: {}, rest: [] }
  const left = args.slice(words.length)
  while (left.length > 0) {
    const one = left.shift() ?? ''
    if (!one.startsWith('--')) given.rest.push(one)
    else if (switches.has(one)) given.options[one.slice(2)] = ''
    else if (!valued.has(one)) return `unknown flag: ${one}`
    else {
      const value = left.shift()
      if (value === undefined) return `flag needs an argument: ${one}`
      given.options[one.slice(2)] = value
    }
  }
  if (given.rest.length !== wanted) return `accepts ${wanted} arg(s), received ${given.rest.length}`
  return given
}

/** A program of these subcommands: the longest name that fits is run, and wrong use ends with 2. */
export function programOf(name: string, subcommands: readonly Subcommand[]): StandIn {
  const known = subcommands
    .map((one) => ({ ...one, shape: shapeOf(one.usage) }))
    .sort((a, b) => b.shape.words.length - a.shape.words.length)
  return (args, world) => {
    const fitting = known.filter(({ shape }) => shape.words.every((word, n) => args[n] === word))
    const longest = fitting.filter(({ shape }) => shape.words.length === fitting[0]?.shape.words.length)
    let wrong = `unknown command "${args.join(' ')}" for "${name}"`
    for (const one of longest) {
      const given = read(args, one.shape)
      if (typeof given !== 'string') return one.run(given, world)
      wrong = given
    }
    return { code: 2, stderr: [`Error: ${wrong}`] }
  }
}
