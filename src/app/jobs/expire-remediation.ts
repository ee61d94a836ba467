import { z } from 'zod'
import { expire } from '../../domain/approval.ts'
import { bot } from '../../domain/incident-event.ts'
import { change } from '../change.ts'
import type { Core } from '../core.ts'
import type { Job } from '../ports/store.ts'

export const remediationJob = z.object({ incident: z.string(), remediation: z.string() })

/** Nobody decided in time: the request ends by itself. */
export async function expireRemediation(core: Core, job: Job): Promise<undefined> {
  const { incident, remediation } = remediationJob.parse(job.payload)
  await change(core, incident, { actor: bot }, (state) => expire(state, remediation))
  return undefined
}
