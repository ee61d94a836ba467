import { bot } from '../../domain/incident-event.ts'
import { ok, refuse } from '../../domain/result.ts'
import { change } from '../change.ts'
import type { Core } from '../core.ts'
import { instrumentsOf, saysOf, within } from '../instruments.ts'
import { Conflict, Denied, Failed, Unavailable } from '../ports/failures.ts'
import type { Job } from '../ports/store.ts'
import { evidenceBefore } from './evidence-before.ts'
import type { JobOutcome } from './job.ts'
import { recheck } from './recheck.ts'
import {
  type AtWork,
  applying,
  attemptsMax,
  ended,
  failed,
  type Left,
  record,
  remediationOf,
  stale,
  tools,
} from './remediation-job.ts'
import { settle, untouchedKey } from './settle-remediation.ts'

const applyWithinMs = 30_000
/** Held a little longer than the change may take, so that its end is written before the target is free. */
const leaseBeyondMs = 60_000
const waitMs = 2_000

/**
 * Makes an approved change. The plan is computed again first; the intent is on disk, and its targets held, before
 * the call; after a crash or an answer that never came, the target is looked at before anything else is done.
 */
export async function applyRemediation(core: Core, job: Job): Promise<JobOutcome> {
  const at = await remediationOf(core, job)
  if (at?.one.state === 'approved') return begin(at, job.attempts)
  if (at?.one.state === 'running')
    return settle(at, job.attempts, (left) => attempt(at, job.attempts, { left }))
  return undefined
}

async function begin(at: AtWork, taken: number): Promise<JobOutcome> {
  const looked = await Promise.all([recheck(at), evidenceBefore(at)]).catch((error: unknown) => {
    at.core.log.warn({ err: error, remediation: at.one.id }, 'A target could not be looked at again')
    return `Its target could not be looked at again: ${saysOf(error)}`
  })
  if (typeof looked === 'string') return waitFor(at, looked)
  const [difference, before] = looked
  if (difference !== undefined) return stale(at, difference)
  return attempt(at, taken, { before })
}

type Sofar = { before?: Awaited<ReturnType<typeof evidenceBefore>>; left?: Left | undefined }

/** `taken`: how often its job has been taken up, waiting for others included. */
async function attempt(at: AtWork, taken: number, { before, left }: Sofar): Promise<JobOutcome> {
  const { core, incident, one } = at
  const found = tools(at)
  if (typeof found === 'string') return failed(at, found)
  const { remediation, service } = found
  const number = (one.attempt ?? 0) + 1
  const withinMs = remediation.applyWithinMs?.(one.plan.data) ?? applyWithinMs
  const leaseUntil = new Date(core.clock.now().getTime() + withinMs + leaseBeyondMs).toISOString()
  const claimed = await change(core, incident.id, { actor: bot }, (state) => {
    const now = state.remediations.find(({ id }) => id === one.id)
    if (now?.state !== one.state || now.attempt !== one.attempt)
      return refuse('claimed', 'Another worker has it')
    return ok([
      {
        type: 'remediation-started',
        id: one.id,
        attempt: number,
        taken,
        leaseUntil,
        ...(before && { before }),
      },
    ])
  })
  if (!claimed.ok) return claimed.refusal.code === 'held' ? waitFor(at, claimed.refusal.says) : undefined
  const running = claimed.value.incident.remediations.find(({ id }) => id === one.id) ?? one
  const mine = { ...at, one: running }
  try {
    const { says, output } = await within(withinMs, (signal) =>
      remediation.apply(one.plan.data, instrumentsOf(core, signal), applying(mine, service, signal)),
    )
    return record(mine, ['running'], {
      type: 'remediation-applied',
      id: one.id,
      says,
      ...(output && output.length > 0 && { output }),
    })
  } catch (error) {
    core.log.warn(
      { err: error, remediation: one.id, attempt: number },
      'A remediation did not come back with success',
    )
    const says = saysOf(error)
    if (error instanceof Conflict) return left ? ended(mine, says, left) : stale(mine, says)
    if (error instanceof Denied) return ended(mine, says, left, error.output)
    if (error instanceof Failed) return failed(mine, says, error.output, true)
    if (!(error instanceof Unavailable) || error.uncertain) return { again: 1_000 }
    if (number >= attemptsMax) return ended(mine, left ? says : `Nothing was changed: ${says}`, left)
    if (!left) await core.store.remember(untouchedKey(one.id), number)
    return { again: 1_000 }
  }
}

/** Somebody else changes the same thing just now, or nobody answers: wait, as long as the approval is good for. */
function waitFor(at: AtWork, says: string): Promise<JobOutcome> | JobOutcome {
  const { core, one } = at
  if (core.clock.now().getTime() >= Date.parse(one.expiresAt)) return stale(at, says)
  return { again: waitMs }
}
