/** How a program ended. `output`: both streams as they came, redacted, capped, in lines. */
export type Ended = {
  /** Absent when it was killed. */
  code?: number
  /** It was still running when its time was over, and its whole process group was killed. */
  timedOut: boolean
  output: string[]
  /** Lines that the cap left out. */
  leftOut: number
  /** Not all that it wrote was looked at. */
  truncated: boolean
}

/**
 * Programs on the bot's own machine. No shell; argv as given; an environment of what is named and nothing else;
 * in its own process group, all of which is killed at the deadline or when `signal` is over.
 */
export type Programs = {
  /** The absolute path of an allowed program; `Denied` says why it may not run, or that it is not there. */
  resolve(program: string): Promise<string>
  /** `Denied` when it could not be started at all. */
  run(query: {
    program: string
    args: readonly string[]
    environment: Record<string, string>
    timeoutMs: number
    signal: AbortSignal
    onOutput?(lines: readonly string[]): void
  }): Promise<Ended>
}
