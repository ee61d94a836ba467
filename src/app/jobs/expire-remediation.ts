import { expire } from '../../domain/approval.ts'
import { bot } from '../../domain/incident-event.ts'
import { change } from '../change.ts'
import type { Core } from '../core.ts'
import type { Job } from '../ports/store.ts'
import { remediationOf } from './remediation-job.ts'

/** Nobody decided in time: the request ends by itself. */
export async function expireRemediation(core: Core, job: Job): Promise<undefined> {
  const at = await remediationOf(core, job)
  if (at) await change(core, at.incident.id, { actor: bot }, (state) => expire(state, at.one.id))
  return undefined
}
