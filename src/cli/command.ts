/** One thing an operator may ask at the shell. `run` answers the exit code. */
export type CliCommand = {
  /** The words after `muster`, as in `audit verify`. */
  name: string
  summary: string
  run(args: string[], say: (line: string) => void): Promise<number>
}
