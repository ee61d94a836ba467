import { mayApprove } from '../../domain/approval.ts'
import type { Incident } from '../../domain/incident.ts'
import { bot, type RemediationEvent } from '../../domain/incident-event.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { ok, refuse } from '../../domain/result.ts'
import { change, loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { instrumentsOf, saysOf, serviceFor, within } from '../instruments.ts'
import { approvalRule, clicker } from '../policy.ts'
import { Conflict, Denied, Unavailable } from '../ports/cluster.ts'
import type { Job } from '../ports/store.ts'
import { planHash } from '../remediations.ts'
import { remediationJob } from './expire-remediation.ts'
import type { JobOutcome } from './job.ts'

const applyWithinMs = 30_000
/** Tries of a change that is proven not to have happened; a change that may have happened is never tried again. */
const attemptsMax = 3

/**
 * Makes an approved change. The plan is computed again first; the intent is on disk before the call; after a
 * crash or an answer that never came, the target is looked at before anything else is done.
 */
export async function applyRemediation(core: Core, job: Job): Promise<JobOutcome> {
  const { incident: id, remediation } = remediationJob.parse(job.payload)
  const incident = await loadIncident(core, id)
  const one = incident?.remediations.find((each) => each.id === remediation)
  if (!incident || !one) return undefined
  if (one.state === 'approved') return begin(core, incident, one)
  if (one.state === 'running') return settle(core, incident, one, job.attempts)
  return undefined
}

async function begin(core: Core, incident: Incident, one: RemediationRecord): Promise<JobOutcome> {
  const difference = rightsLost(core, incident, one) ?? (await recheck(core, incident, one))
  if (difference !== undefined)
    return record(core, incident, one, ['approved'], { type: 'remediation-stale', id: one.id, difference })
  return attempt(core, incident, one, 1)
}

/** An approver may have lost the role since: then the approval no longer counts. */
function rightsLost(core: Core, incident: Incident, one: RemediationRecord): string | undefined {
  const rule = approvalRule(core, incident)
  const lost = one.approvals.find(({ by }) => !mayApprove(clicker(core, by), rule))
  return lost && `<@${lost.by}> may no longer approve this`
}

/** Undefined when the plan is still the one that was approved; else what is different. */
async function recheck(core: Core, incident: Incident, one: RemediationRecord): Promise<string | undefined> {
  const at = surroundings(core, incident, one)
  if (typeof at === 'string') return at
  const again = await within(applyWithinMs, (signal) =>
    at.remediation.plan(one.input, instrumentsOf(core), { service: at.service, signal }),
  )
  if (!again.ok) return again.refusal.says
  if (planHash(one.name, one.input, again.value) === one.hash) return undefined
  const now = again.value.changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`)
  return `It would now be: ${again.value.says}${now.length ? ` (${now.join('; ')})` : ''}`
}

async function attempt(
  core: Core,
  incident: Incident,
  one: RemediationRecord,
  number: number,
): Promise<JobOutcome> {
  const at = surroundings(core, incident, one)
  if (typeof at === 'string') return failed(core, incident, one, at)
  const claimed = await change(core, incident.id, { actor: bot }, (state) => {
    const now = state.remediations.find(({ id }) => id === one.id)
    if (now?.state !== (number === 1 ? 'approved' : 'running'))
      return refuse('claimed', 'Another worker has it')
    return ok([{ type: 'remediation-started', id: one.id, attempt: number }])
  })
  if (!claimed.ok) return undefined
  const running = claimed.value.incident.remediations.find(({ id }) => id === one.id) ?? one
  try {
    const applied = await within(applyWithinMs, (signal) =>
      at.remediation.apply(one.plan.data, instrumentsOf(core), {
        ...identity(running),
        service: at.service,
        signal,
      }),
    )
    return record(core, incident, one, ['running'], {
      type: 'remediation-applied',
      id: one.id,
      says: applied.says,
    })
  } catch (error) {
    core.log.warn(
      { err: error, remediation: one.id, attempt: number },
      'A remediation did not come back with success',
    )
    if (error instanceof Conflict)
      return record(core, incident, one, ['running'], {
        type: 'remediation-stale',
        id: one.id,
        difference: saysOf(error),
      })
    if (error instanceof Denied) return failed(core, incident, one, saysOf(error))
    if (error instanceof Unavailable && !error.uncertain && number >= attemptsMax)
      return failed(core, incident, one, `Nothing was changed: ${saysOf(error)}`)
    return { again: 1_000 }
  }
}

/** Its beginning is on disk and its end is not: look what became of it. */
async function settle(
  core: Core,
  incident: Incident,
  one: RemediationRecord,
  tries: number,
): Promise<JobOutcome> {
  const at = surroundings(core, incident, one)
  if (typeof at === 'string') return unknown(core, incident, one, at)
  try {
    const found = await within(applyWithinMs, (signal) =>
      at.remediation.settle(one.plan.data, instrumentsOf(core), {
        ...identity(one),
        service: at.service,
        signal,
      }),
    )
    if (found.state === 'applied')
      return record(core, incident, one, ['running'], {
        type: 'remediation-applied',
        id: one.id,
        says: found.says,
      })
    if (found.state === 'unknown') return unknown(core, incident, one, found.says)
    if (tries > attemptsMax) return failed(core, incident, one, `Given up: ${found.says}`)
    return attempt(core, incident, one, tries)
  } catch (error) {
    if (tries < attemptsMax * 2) return { again: 2_000 * tries }
    return unknown(core, incident, one, `Could not look: ${saysOf(error)}`)
  }
}

/** What the change is known by, the same on every try. */
export const identity = (one: RemediationRecord) => ({
  id: one.id,
  startedAt: one.startedAt ?? one.requestedAt,
})

function surroundings(core: Core, incident: Incident, one: RemediationRecord) {
  const remediation = core.remediations.find(({ name }) => name === one.name)
  if (!remediation) return `There is no remediation called ${one.name}`
  const service = serviceFor(core, incident)
  return service.ok ? { remediation, service: service.value } : service.refusal.says
}

const failed = (core: Core, incident: Incident, one: RemediationRecord, says: string) =>
  record(core, incident, one, ['approved', 'running'], {
    type: 'remediation-failed',
    id: one.id,
    says,
    evidence: [],
  })

const unknown = (core: Core, incident: Incident, one: RemediationRecord, says: string) =>
  record(core, incident, one, ['running'], {
    type: 'remediation-unknown',
    id: one.id,
    says,
    look: `Look at ${one.plan.target}`,
  })

/** Writes an outcome, unless the remediation has left the states in which it makes sense. */
async function record(
  core: Core,
  incident: Incident,
  one: RemediationRecord,
  from: readonly RemediationRecord['state'][],
  event: RemediationEvent,
): Promise<undefined> {
  await change(core, incident.id, { actor: bot }, (state) => {
    const now = state.remediations.find(({ id }) => id === one.id)
    return ok(now && from.includes(now.state) ? [event] : [])
  })
  return undefined
}
