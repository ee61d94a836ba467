import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Core } from '../core.ts'
import { instrumentsOf, saysOf, within } from '../instruments.ts'
import type { Evidence } from '../ports/instruments.ts'
import type { Job } from '../ports/store.ts'
import { tellProgress } from '../progress.ts'
import type { JobOutcome } from './job.ts'
import { type AtWork, applying, record, remediationOf, tools } from './remediation-job.ts'

const lookEveryMs = 2_000
const lookWithinMs = 15_000

/** Asks again and again whether the change has taken effect, until it has or its deadline is over. */
export async function verifyRemediation(core: Core, job: Job): Promise<JobOutcome> {
  const at = await remediationOf(core, job)
  if (at?.one.state !== 'applied' || !at.one.appliedAt) return undefined
  const { one, incident } = at
  const found = await look(at)
  const { id } = one
  const { summary, evidence } = found
  if (found.passed)
    return record(at, ['applied'], { type: 'remediation-verified', id, says: summary, evidence })
  if (found.failed)
    return record(at, ['applied'], { type: 'remediation-failed', id, says: summary, evidence })
  const deadline = await deadlineOf(core, one, at.one.appliedAt, found.tookEffect)
  if (core.clock.now().getTime() < deadline) {
    await tellProgress(core, incident.id, id, summary)
    return { again: lookEveryMs }
  }
  const says = `Applied, but not verified in time: ${summary}`
  return record(at, ['applied'], { type: 'remediation-failed', id, says, evidence })
}

/** The remediation's own proof first (the rollout is complete), then what the step asks for. */
async function look(at: AtWork): Promise<Evidence & { failed?: boolean; tookEffect?: boolean }> {
  const { core, one } = at
  const found = tools(at)
  if (typeof found === 'string')
    return { passed: false, failed: true, summary: `It cannot be verified any more: ${found}`, evidence: [] }
  try {
    return await within(lookWithinMs, async (signal) => {
      const instruments = instrumentsOf(core, signal)
      const around = applying(at, found.service, signal)
      const own = await found.remediation.verify(one.plan.data, instruments, around)
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
