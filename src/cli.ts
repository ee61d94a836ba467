#!/usr/bin/env node
import { type CliCommand, Misused, type Shell } from './cli/command.ts'
import { nearest } from './domain/nearest.ts'

/** Each is loaded when it is asked for: lint needs no database, and audit no checks. */
const commands: Record<string, () => Promise<CliCommand>> = {
  'audit verify': async () => (await import('./cli/audit.ts')).auditVerify,
  import: async () => (await import('./cli/import.ts')).importCommand,
  lint: async () => (await import('./cli/lint.ts')).lint,
  'playbook show': async () => (await import('./cli/playbook-show.ts')).playbookShow,
  practice: async () => (await import('./cli/practise-on.ts')).practiseOn,
  rbac: async () => (await import('./cli/rbac.ts')).rbac,
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

const shell: Shell = {
  env: process.env,
  // hasColors knows NO_COLOR, FORCE_COLOR, and terminals that show none.
  coloured: process.stdout.isTTY === true && process.stdout.hasColors(),
}

async function main(words: string[]): Promise<number> {
  const names = Object.keys(commands)
  const asked = names.find((name) => name.split(' ').every((word, n) => word === words[n]))
  const load = asked === undefined ? undefined : commands[asked]
  if (!load) {
    const meant = nearest(words.filter((word) => !word.startsWith('-')).join(' '), names)
    if (meant) complain(`There is no command “${words.join(' ')}”; did you mean ${meant}?`)
    complain('Usage:')
    for (const one of Object.values(commands)) {
      const { name, summary } = await one()
      complain(`  muster ${name}  ${summary}`)
    }
    return 2
  }
  try {
    const command = await load()
    return await command.run(words.slice(command.name.split(' ').length), say, shell)
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return error instanceof Misused ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
