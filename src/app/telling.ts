import type { IncidentEvent } from '../domain/incident-event.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import * as walk from '../domain/walk.ts'
import type { By, Changed } from './change.ts'
import type { Core } from './core.ts'
import { changeRun, loadStep, type StepRef } from './runs.ts'

/**
 * Words a human has read and sends on. Stakeholders get them as an update, here and in the announcement
 * channel; for the status page, somebody has put them there and says so.
 */
export async function tell(core: Core, ref: StepRef, by: By, text: string): Promise<Result<Changed>> {
  const at = await loadStep(core, ref)
  if (at?.step.kind !== 'tell') return refuse('no-step', 'That step tells nobody anything')
  const update: IncidentEvent[] = at.step.audience === 'stakeholders' ? [{ type: 'updated', text }] : []
  const summary = at.step.audience === 'stakeholders' ? 'Told stakeholders' : `On the status page: ${text}`
  return changeRun(core, ref, by, (run, playbook) => {
    const done = walk.completeStep(run, playbook, ref.step, summary)
    return done.ok ? ok([...update, ...done.value]) : done
  })
}
