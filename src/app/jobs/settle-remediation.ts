import { instrumentsOf, saysOf, within } from '../instruments.ts'
import type { JobOutcome } from './job.ts'
import {
  type AtWork,
  applying,
  attemptsMax,
  ended,
  type Left,
  record,
  tools,
  unknown,
} from './remediation-job.ts'

const lookWithinMs = 30_000
/** The try, by its number, that is known to have reached nothing, as none before it did. */
export const untouchedKey = (remediation: string) => `untouched/${remediation}`
/** Looks in vain before a person is asked. */
const looksMax = 5

/**
 * Its beginning is on disk and its end is not: look what became of it. `taken`: how often its job has been taken up.
 * `again` makes it, where it was not made, and is told what earlier tries may have left.
 */
export async function settle(
  at: AtWork,
  taken: number,
  again: (left?: Left) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const { core, one } = at
  if ((await core.store.recall(untouchedKey(one.id))) === one.attempt) return again()
  const found = tools(at)
  if (typeof found === 'string') return unknown(at, found)
  const { remediation, service } = found
  try {
    const { state, says } = await within(lookWithinMs, (signal) =>
      remediation.settle(one.plan.data, instrumentsOf(core, signal), applying(at, service, signal)),
    )
    if (state === 'applied') return record(at, ['running'], { type: 'remediation-applied', id: one.id, says })
    if (state === 'unknown') return unknown(at, says)
    const left = state === 'not-applied' ? undefined : state
    return (one.attempt ?? 1) >= attemptsMax ? ended(at, `Given up: ${says}`, left) : again(left)
  } catch (error) {
    const looks = taken - (one.taken ?? 0)
    if (looks < looksMax) return { again: 2_000 * (looks + 1) }
    return unknown(at, `Could not look: ${saysOf(error)}`)
  }
}
