import { leftovers } from '../../domain/ledger.ts'
import type { Core } from '../core.ts'
import type { Job } from '../ports/store.ts'
import { keys, show } from '../showing.ts'
import type { JobOutcome } from './job.ts'
import { remediationOf } from './remediation-job.ts'

const dayMs = 24 * 60 * 60_000

/** The day of a kept change has come: its owner hears of it, and again every day until it is decided. */
export async function remindOwner(core: Core, job: Job): Promise<JobOutcome> {
  const at = await remediationOf(core, job)
  if (!at || !leftovers(at.incident).includes(at.one)) return undefined
  const { owner, until } = at.one.standing ?? {}
  if (!owner || !until) return undefined
  const now = core.clock.now()
  const due = Date.parse(until)
  // Kept for longer in the meantime.
  if (due > now.getTime()) return { again: due - now.getTime() }
  const picture = { of: 'reminder' as const, incident: at.incident.id, remediation: at.one.id }
  const key = keys.reminder(at.one.id, now.toISOString().slice(0, 10))
  await core.store.enqueue([show(key, `direct/${owner}`, { picture, place: { person: owner } })])
  core.wake()
  return { again: dayMs }
}
