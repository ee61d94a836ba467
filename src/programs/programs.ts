import { Unavailable } from '../app/ports/failures.ts'
import type { Log } from '../app/ports/log.ts'
import type { Programs } from '../app/ports/programs.ts'
import { type Allowed, findProgram } from './find-program.ts'
import { runProgram } from './run-program.ts'

export type ProgramsOptions = Allowed & {
  log: Log
  /** How long a program that is to end may take after SIGTERM, before SIGKILL. */
  graceMs?: number
}

/** Programs of the machine Muster runs on. `close` kills what still runs, and waits until it has ended. */
export function createPrograms({ allowed, searchPath, log, graceMs = 2000 }: ProgramsOptions): Programs & {
  close(): Promise<void>
} {
  const rules: Allowed = { searchPath, ...(allowed && { allowed }) }
  const running = new Set<Promise<unknown>>()
  const closing = new AbortController()
  return {
    resolve: (program) => findProgram(program, rules),
    async run(query) {
      // Looked at again: the plan is minutes old, and the file may be another by now.
      const found = await findProgram(query.program, rules)
      const began = performance.now()
      const signal = AbortSignal.any([query.signal, closing.signal])
      if (signal.aborted) throw new Unavailable(`${found} was not started`, { uncertain: false })
      const run = runProgram(found, { ...query, signal }, { searchPath, graceMs })
      running.add(run)
      try {
        const ended = await run
        const tookMs = Math.round(performance.now() - began)
        log.info(
          { program: found, code: ended.code, timedOut: ended.timedOut, tookMs },
          'A program has ended',
        )
        return ended
      } finally {
        running.delete(run)
      }
    },
    async close() {
      closing.abort()
      await Promise.allSettled(running)
    },
  }
}
