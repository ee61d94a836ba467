import type { Incident } from '../../domain/incident.ts'
import { bot, type RemediationEvent } from '../../domain/incident-event.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { ok } from '../../domain/result.ts'
import { change, loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { instrumentsOf, saysOf, serviceFor, within } from '../instruments.ts'
import type { Evidence } from '../ports/cluster.ts'
import type { Job } from '../ports/store.ts'
import { movingOnAfter } from '../remediations.ts'
import { identity } from './apply-remediation.ts'
import { remediationJob } from './expire-remediation.ts'
import type { JobOutcome } from './job.ts'

const lookEveryMs = 2_000
const lookWithinMs = 15_000

/** Asks again and again whether the change has taken effect, until it has or its deadline is over. */
export async function verifyRemediation(core: Core, job: Job): Promise<JobOutcome> {
  const { incident: id, remediation } = remediationJob.parse(job.payload)
  const incident = await loadIncident(core, id)
  const one = incident?.remediations.find((each) => each.id === remediation)
  if (!incident || one?.state !== 'applied' || !one.appliedAt) return undefined

  const found = await look(core, incident, one)
  const { id: name } = one
  if (found.passed)
    return end(core, incident, one, {
      type: 'remediation-verified',
      id: name,
      says: found.summary,
      evidence: found.evidence,
    })
  if (found.failed)
    return end(core, incident, one, {
      type: 'remediation-failed',
      id: name,
      says: found.summary,
      evidence: found.evidence,
    })
  const deadline = await deadlineOf(core, one, one.appliedAt, found.tookEffect)
  if (core.clock.now().getTime() < deadline) return { again: lookEveryMs }
  const says = `Applied, but not verified in time: ${found.summary}`
  return end(core, incident, one, { type: 'remediation-failed', id: name, says, evidence: found.evidence })
}

/** The remediation's own proof first (the rollout is complete), then what the step asks for. */
async function look(
  core: Core,
  incident: Incident,
  one: RemediationRecord,
): Promise<Evidence & { failed?: boolean; tookEffect?: boolean }> {
  const remediation = core.remediations.find(({ name }) => name === one.name)
  const service = serviceFor(core, incident)
  if (!remediation || !service.ok)
    return { passed: false, failed: true, summary: `${one.name} cannot be verified any more`, evidence: [] }
  const instruments = instrumentsOf(core)
  try {
    return await within(lookWithinMs, async (signal) => {
      const around = { ...identity(one), service: service.value, signal }
      const own = await remediation.verify(one.plan.data, instruments, around)
      const check = one.verify && core.checks.find(({ name }) => name === one.verify?.check)
      if (!own.passed || !check) return own
      const since = new Date(one.appliedAt ?? one.requestedAt)
      const asked = await check.run(one.verify?.with, instruments, { ...around, since })
      return {
        ...asked,
        tookEffect: true,
        summary: `${own.summary}; ${asked.summary}`,
        evidence: [...own.evidence, ...asked.evidence],
      }
    })
  } catch (error) {
    return { passed: false, summary: `could not look: ${saysOf(error)}`, evidence: [] }
  }
}

/** Time for the change to take effect, then, counted from there, the time that the step gives its own check. */
async function deadlineOf(core: Core, one: RemediationRecord, appliedAt: string, tookEffect = false) {
  const own = core.remediations.find(({ name }) => name === one.name)?.verifyWithinMs ?? 60_000
  if (!tookEffect || !one.verify) return Date.parse(appliedAt) + own
  const key = `took-effect/${one.id}`
  const known = await core.store.recall(key)
  if (typeof known === 'number') return known + one.verify.withinMs
  const now = core.clock.now().getTime()
  await core.store.remember(key, now)
  return now + one.verify.withinMs
}

async function end(
  core: Core,
  incident: Incident,
  one: RemediationRecord,
  event: RemediationEvent,
): Promise<undefined> {
  const follow = await movingOnAfter(core, incident, one)
  await change(core, incident.id, { actor: bot }, (state) => {
    const now = state.remediations.find(({ id }) => id === one.id)
    return ok(now?.state === 'applied' ? follow(state, [event]) : [])
  })
  return undefined
}
