import { z } from 'zod'
import type { Incident } from '../../domain/incident.ts'
import { bot, type RemediationEvent } from '../../domain/incident-event.ts'
import { type RemediationRecord, whereToLook } from '../../domain/remediation.ts'
import { ok } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import type { AnyRemediation, Applying, Settled } from '../../remediations/remediation.ts'
import { change, loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { serviceFor } from '../instruments.ts'
import { remediationNamed } from '../planning.ts'
import { liveOutput } from '../progress.ts'
import { movingOnAfter } from '../remediations.ts'

/** Tries of a change that is proven not to have happened; a change that may have happened is never tried again. */
export const attemptsMax = 3

const payload = z.object({ incident: z.string(), remediation: z.string() })

/** A remediation at work: its incident, its record, and what can be done with it. */
export type AtWork = { core: Core; incident: Incident; one: RemediationRecord }

export async function remediationOf(core: Core, job: { payload: unknown }): Promise<AtWork | undefined> {
  const { incident: id, remediation } = payload.parse(job.payload)
  const incident = await loadIncident(core, id)
  const one = incident?.remediations.find((each) => each.id === remediation)
  return incident && one && { core, incident, one }
}

/** What it takes to do something with it; in words what is missing. */
export function tools({
  core,
  incident,
  one,
}: AtWork): { remediation: AnyRemediation; service: Service } | string {
  const remediation = remediationNamed(core, one.name)
  if (!remediation) return `There is no remediation called ${one.name}`
  const service = serviceFor(core, incident)
  return service.ok ? { remediation, service: service.value } : service.refusal.says
}

/** What the change is known by, the same on every try, and where it is made. */
export const applying = (
  { core, incident, one }: AtWork,
  service: Service,
  signal: AbortSignal,
): Applying => ({
  id: one.id,
  startedAt: one.startedAt ?? one.requestedAt,
  service,
  signal,
  report: liveOutput(core, incident.id, one.id).report,
})

/**
 * Writes an outcome, unless the remediation has left the states in which it makes sense, or another try has begun
 * since: who slept past the lease and wakes has nothing more to say.
 */
export async function record(
  { core, incident, one }: AtWork,
  from: readonly RemediationRecord['state'][],
  event: RemediationEvent,
): Promise<undefined> {
  const follow = await movingOnAfter(core, incident, one)
  await change(core, incident.id, { actor: bot }, (state) => {
    const now = state.remediations.find(({ id }) => id === one.id)
    const mine = now && from.includes(now.state) && now.attempt === one.attempt
    return ok(mine ? follow(state, [event]) : [])
  })
  return undefined
}

export const failed = (at: AtWork, says: string, evidence: readonly string[] = [], ran = false) =>
  record(at, ['approved', 'running'], {
    type: 'remediation-failed',
    id: at.one.id,
    says,
    evidence: [...evidence],
    ...(ran && { ran }),
  })

/** What tries whose end nobody saw may have left, as `Settled` tells it; nothing, where that is proven. */
export type Left = Exclude<Settled['state'], 'applied' | 'not-applied' | 'unknown'>

/** It ends without having been made, as far as this try goes; what earlier ones may have left stands. */
export function ended(at: AtWork, says: string, left: Left | undefined, evidence: readonly string[] = []) {
  return left === 'repeatable' ? unknown(at, says) : failed(at, says, evidence, left === 'partly')
}

export const stale = (at: AtWork, difference: string) =>
  record(at, ['approved', 'running'], { type: 'remediation-stale', id: at.one.id, difference })

/** Nobody knows; a person looks and says. */
export const unknown = (at: AtWork, says: string) =>
  record(at, ['running'], {
    type: 'remediation-unknown',
    id: at.one.id,
    says,
    look: whereToLook(at.one),
  })
