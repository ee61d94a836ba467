import { parseArgs } from 'node:util'
import { nearest } from '../domain/nearest.ts'
import { Misused } from './command.ts'

/** `placeholder`: what a flag takes, as `DIR`; without one it is on or off. */
export type Flags = Record<string, { placeholder?: string; says: string }>

/** Reads `--flag`, `--flag value` and `--flag=value`. Throws `Misused` with the nearest flag for a misspelt one. */
export function readFlags(command: string, flags: Flags, args: string[]): Map<string, string | true> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { placeholder }]) => [
      name,
      { type: placeholder ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  const given = new Map<string, string | true>()
  for (const token of tokens) {
    if (token.kind === 'positional') throw misused(command, flags, `“${token.value}” is not expected here`)
    if (token.kind !== 'option') continue
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (!flag || !token.rawName.startsWith('--')) {
      const meant = nearest(token.name, Object.keys(flags))
      throw misused(
        command,
        flags,
        `There is no flag ${token.rawName}${meant ? `; did you mean --${meant}?` : ''}`,
      )
    }
    if (given.has(token.name)) throw misused(command, flags, `--${token.name} is given twice`)
    const value = token.value
    if (flag.placeholder && (!value || (value.startsWith('-') && !token.inlineValue)))
      throw misused(command, flags, `--${token.name} needs a value: --${token.name} ${flag.placeholder}`)
    if (!flag.placeholder && value !== undefined)
      throw misused(command, flags, `--${token.name} takes no value`)
    given.set(token.name, value ?? true)
  }
  return given
}

const misused = (command: string, flags: Flags, says: string): Misused =>
  new Misused(`${says}\n\n${usage(command, flags)}`)

export function usage(command: string, flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { placeholder, says }]) => ({
    flag: `--${name}${placeholder ? ` ${placeholder}` : ''}`,
    says,
  }))
  const width = Math.max(...rows.map(({ flag }) => flag.length))
  return [
    `Usage: muster ${command} [flags]`,
    ...rows.map(({ flag, says }) => `  ${flag.padEnd(width)}  ${says}`),
  ].join('\n')
}
