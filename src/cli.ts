#!/usr/bin/env node
import { auditVerify } from './cli/audit.ts'
import type { CliCommand } from './cli/command.ts'

const commands: readonly CliCommand[] = [auditVerify]

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

async function main(words: string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, n) => word === words[n]))
  if (!command) {
    complain('Usage:')
    for (const { name, summary } of commands) complain(`  muster ${name}  ${summary}`)
    return 2
  }
  try {
    return await command.run(words.slice(command.name.split(' ').length), say)
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
