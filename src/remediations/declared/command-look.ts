import type { Instruments } from '../../app/ports/instruments.ts'
import type { Ended } from '../../app/ports/programs.ts'
import type { Surroundings } from '../../checks/check.ts'
import { evidenceLines } from '../../checks/evidence.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Change } from '../../domain/remediation.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { readChange } from './declared.ts'

/** Preview and verification only look, so they are given little time. */
const lookMs = 15_000

type Environment = Record<string, string>
type Looked = { passed: boolean; says: string; lines: string[] }

/** How a program ended, to follow its name. */
export function saysEnd({ code, timedOut }: Ended, timeoutMs: number): string {
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

/** What the preview of a command says would change; a preview that fails makes no plan. */
export async function preview(
  command: string,
  line: readonly string[],
  environment: Environment,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Result<Change[]>> {
  const seen = await look(line, environment, instruments, surroundings)
  if (seen.passed) return ok(evidenceLines(seen.lines).map((one) => readChange(one, 'preview')))
  const last = seen.lines.at(-1)
  return refuse('preview-failed', `The preview of ${command} ${seen.says}${last ? `: ${last}` : ''}`)
}
