#!/usr/bin/env node
import { Misused, type Shell } from './cli/command.ts'
import { commands } from './cli/commands.ts'
import { nearest } from './domain/nearest.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

// Whoever reads may have seen enough, as `head` has: the rest is said to nobody, and the exit code stays what it is.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'EPIPE') throw error
  })

const shell: Shell = {
  env: process.env,
  // hasColors knows NO_COLOR, FORCE_COLOR, and terminals that show none.
  coloured: process.stdout.isTTY === true && process.stdout.hasColors(),
}

async function main(words: string[]): Promise<number> {
  const names = Object.keys(commands)
  const asked = names.find((name) => name.split(' ').every((word, n) => word === words[n]))
  const listed = asked === undefined ? undefined : commands[asked]
  if (!listed) {
    const help = /^(?:--help|-h|help)$/.test(words[0] ?? '')
    const meant = help ? undefined : nearest(words.filter((word) => !word.startsWith('-')).join(' '), names)
    if (meant) complain(`There is no command “${words.join(' ')}”; did you mean ${meant}?`)
    const tell = help ? say : complain
    tell('Usage:')
    for (const [name, { summary }] of Object.entries(commands)) tell(`  muster ${name}  ${summary}`)
    return help ? 0 : 2
  }
  try {
    const command = await listed.load()
    return await command.run(words.slice(command.name.split(' ').length), say, shell)
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return error instanceof Misused ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
