import type { Instruments } from '../../app/ports/instruments.ts'
import type { Surroundings } from '../../checks/check.ts'
import { look } from '../../checks/declared/look.ts'
import { evidenceLines } from '../../checks/evidence.ts'
import type { Change } from '../../domain/remediation.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { readChange } from './declared.ts'

/** What the preview of a command says would change; a preview that fails makes no plan. */
export async function preview(
  command: string,
  line: readonly string[],
  environment: Record<string, string>,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Result<Change[]>> {
  const seen = await look(line, environment, instruments, surroundings)
  if (seen.passed) return ok(evidenceLines(seen.lines).map((one) => readChange(one, 'preview')))
  const last = seen.lines.at(-1)
  return refuse('preview-failed', `The preview of ${command} ${seen.says}${last ? `: ${last}` : ''}`)
}
