import type { Core } from '../core.ts'
import { gapFound } from '../incidents.ts'
import { incidentOf } from '../outbox/payloads.ts'
import type { Job } from '../ports/store.ts'
import type { Source } from '../pump.ts'
import { applyRemediation } from './apply-remediation.ts'
import { expireRemediation } from './expire-remediation.ts'
import { finishCheck } from './finish-check.ts'
import { keepHouse } from './housekeeping.ts'
import type { JobHandler } from './job.ts'
import { remindOwner } from './remind-owner.ts'
import { verifyRemediation } from './verify-remediation.ts'
import { writePostmortem } from './write-postmortem.ts'

/** Time enters here: a durable job falls due and becomes a use-case call. */
const handlers: Record<string, JobHandler> = {
  check: finishCheck,
  expire: expireRemediation,
  apply: applyRemediation,
  verify: verifyRemediation,
  remind: remindOwner,
  postmortem: writePostmortem,
  housekeeping: keepHouse,
}

const leaseMs = 120_000
/** Errors in a row before a job is given up; asking to come again is no error. */
const errorsMax = 8

export function jobSource(core: Core): Source<Job> {
  const errors = new Map<string, number>()
  return {
    name: 'jobs',
    take: (limit) => core.store.takeJobs(core.instance, core.clock.now(), leaseMs, limit),
    nextDue: () => core.store.nextDue(),
    perform: (job) => perform(core, errors, job),
  }
}

async function perform(core: Core, errors: Map<string, number>, job: Job): Promise<void> {
  const handler = handlers[job.kind]
  if (!handler) return core.store.failJob(job.key, `No handler for ${job.kind}`, job.attempts)
  const stopRenewing = renewing(core, job)
  try {
    const outcome = await handler(core, job)
    errors.delete(job.key)
    if (!outcome) return await core.store.finishJob(job.key, job.attempts)
    await core.store.retryJob(job.key, later(core, outcome.again), '', job.attempts)
  } catch (error) {
    core.log.error({ err: error, job: job.key, attempts: job.attempts }, 'A job ended in an error')
    const says = error instanceof Error ? error.message : String(error)
    const inARow = (errors.get(job.key) ?? 0) + 1
    errors.set(job.key, inARow)
    if (inARow < errorsMax)
      return await core.store.retryJob(job.key, later(core, 1_000 * 2 ** inARow), says, job.attempts)
    errors.delete(job.key)
    await giveUp(core, job, says)
  } finally {
    stopRenewing()
  }
}

/** A command may take longer than a lease: while it runs here, no other process takes it for dead. */
function renewing(core: Core, job: Job): () => void {
  const renew = () => {
    cancel = core.clock.after(leaseMs / 3, renew)
    core.store
      .renewJob(job.key, later(core, leaseMs), job.attempts)
      .catch((error: unknown) => core.log.warn({ err: error, job: job.key }, 'A lease was not renewed'))
  }
  let cancel = core.clock.after(leaseMs / 3, renew)
  return () => cancel()
}

/** Given up, and said in the incident it belongs to: nobody waits for it in vain. */
async function giveUp(core: Core, job: Job, says: string): Promise<void> {
  const incident = incidentOf(job.payload)
  if (incident) await gapFound(core, incident, `${job.kind} gave up: ${says}`)
  await core.store.failJob(job.key, says, job.attempts)
}

const later = (core: Core, ms: number) => new Date(core.clock.now().getTime() + ms)
