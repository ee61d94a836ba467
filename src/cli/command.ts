/** Where a command runs. */
export type Shell = {
  env: Readonly<Record<string, string | undefined>>
  /** Somebody looks at a terminal that shows colours, and has not asked for none. */
  coloured: boolean
}

/** One thing an operator may ask at the shell. `run` answers the exit code, and throws `Misused` for 2. */
export type CliCommand = {
  /** The words after `muster`, as in `audit verify`. */
  name: string
  summary: string
  run(args: string[], say: (line: string) => void, shell: Shell): Promise<number>
}

/** The command cannot run as it was asked: the message says why, and what would do. Exit code 2. */
export class Misused extends Error {
  override name = 'Misused'
}
