import { instrumentsOf, within } from '../instruments.ts'
import type { AtWork } from './remediation-job.ts'
import { tools } from './remediation-job.ts'

/** Production waits for the cure: what cannot be seen quickly is not waited for. */
const lookWithinMs = 3_000

/** What the step's verification sees just before the change, to be held against what it sees afterwards. */
export async function evidenceBefore(at: AtWork) {
  const { core, one } = at
  const check = one.verify && core.checks.find(({ name }) => name === one.verify?.check)
  const found = tools(at)
  if (!check || !one.verify || typeof found === 'string') return undefined
  const { with: input } = one.verify
  try {
    const { passed, summary, evidence } = await within(lookWithinMs, (signal) =>
      check.run(input, instrumentsOf(core, signal), { service: found.service, signal }),
    )
    return { passed, summary, evidence: evidence.slice(0, 5) }
  } catch (error) {
    core.log.debug({ err: error, remediation: one.id }, 'Nothing could be seen before the change')
    return undefined
  }
}
