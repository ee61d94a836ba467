import type { Instruments } from '../../app/ports/instruments.ts'
import type { Ended } from '../../app/ports/programs.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Surroundings } from '../check.ts'

/** Preview and verification only look, so they are given little time. */
const lookMs = 15_000

type Environment = Record<string, string>
type Looked = { passed: boolean; says: string; lines: string[] }

/** How a program ended, to follow its name. */
export function saysEnd({ code, timedOut }: Pick<Ended, 'code' | 'timedOut'>, timeoutMs: number): string {
  if (timedOut) return `was still running after ${formatDuration(timeoutMs)} and was killed`
  return code === undefined ? 'was killed' : `ended with exit code ${code}`
}

/** Runs a read-only command line; exit code 0 is a yes. */
export async function look(
  [program = '', ...args]: readonly string[],
  environment: Environment,
  { programs }: Instruments,
  { signal }: Surroundings,
): Promise<Looked> {
  const ended = await programs.run({ program, args, environment, timeoutMs: lookMs, signal })
  return { passed: ended.code === 0 && !ended.timedOut, says: saysEnd(ended, lookMs), lines: ended.output }
}
