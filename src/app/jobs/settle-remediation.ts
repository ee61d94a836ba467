import { instrumentsOf, saysOf, within } from '../instruments.ts'
import type { JobOutcome } from './job.ts'
import { type AtWork, applying, attemptsMax, failed, record, tools, unknown } from './remediation-job.ts'

const lookWithinMs = 30_000
/** Looks in vain before a person is asked. */
const looksMax = 5

/**
 * Its beginning is on disk and its end is not: look what became of it. `taken`: how often its job has been taken up.
 * `again` makes it, where it was not made.
 */
export async function settle(
  at: AtWork,
  taken: number,
  again: () => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const { core, one } = at
  const found = tools(at)
  if (typeof found === 'string') return unknown(at, found)
  const { remediation, service } = found
  try {
    const { state, says } = await within(lookWithinMs, (signal) =>
      remediation.settle(one.plan.data, instrumentsOf(core, signal), applying(at, service, signal)),
    )
    if (state === 'applied') return record(at, ['running'], { type: 'remediation-applied', id: one.id, says })
    if (state === 'unknown') return unknown(at, says)
    if ((one.attempt ?? 1) >= attemptsMax) return failed(at, `Given up: ${says}`)
    return again()
  } catch (error) {
    const looks = taken - (one.taken ?? 0)
    if (looks < looksMax) return { again: 2_000 * (looks + 1) }
    return unknown(at, `Could not look: ${saysOf(error)}`)
  }
}
