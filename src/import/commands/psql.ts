import { asProgram } from './programs.ts'
import type { Recogniser } from './recogniser.ts'

/** Whether the statement behind `-c` only reads, as far as its words tell. */
export function readsOnly(args: readonly string[]): boolean {
  const sql = args[args.indexOf('-c') + 1] ?? ''
  return (
    args.includes('-c') &&
    /^\s*(?:select|show|explain|\\d)/i.test(sql) &&
    !/\b(?:insert|update|delete|drop|alter|truncate|terminate|cancel|create|grant|into)\b|_terminate_|_cancel_/i.test(
      sql,
    )
  )
}

/** `psql -c …` and `pg_isready`: programs to declare. A session at the prompt is for people. */
export const psql: Recogniser = (command) => {
  const [program, ...args] = command.parts[0]?.words ?? []
  if (program === 'pg_isready') return asProgram(command, true)
  if (program !== 'psql') return undefined
  if (!args.includes('-c')) return { kind: 'copy' }
  return asProgram(
    command,
    readsOnly(args),
    'the password comes from a file that psql knows: ~/.pgpass, or a service',
  )
}
