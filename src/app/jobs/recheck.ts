import { mayApprove } from '../../domain/approval.ts'
import { instrumentsOf, within } from '../instruments.ts'
import { planHash } from '../planning.ts'
import { approvalRule, clicker } from '../policy.ts'
import type { AtWork } from './remediation-job.ts'
import { tools } from './remediation-job.ts'

const lookWithinMs = 15_000

/** Undefined when it is still what was approved, by people who still may; else what is different. */
export async function recheck(at: AtWork): Promise<string | undefined> {
  return rightsLost(at) ?? (await planChanged(at))
}

/** An approver may have lost the role since: then the approval no longer counts. */
function rightsLost({ core, incident, one }: AtWork): string | undefined {
  const rule = approvalRule(core, incident, one)
  const lost = one.approvals.find(({ by }) => !mayApprove(clicker(core, by), rule))
  return lost && `<@${lost.by}> may no longer approve this`
}

async function planChanged(at: AtWork): Promise<string | undefined> {
  const { core, one } = at
  const found = tools(at)
  if (typeof found === 'string') return found
  const again = await within(lookWithinMs, (signal) =>
    found.remediation.plan(one.input, instrumentsOf(core, signal), { service: found.service, signal }),
  )
  if (!again.ok) return again.refusal.says
  if (planHash(one.name, one.input, again.value) === one.hash) return undefined
  const now = again.value.changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`)
  return `It would now be: ${again.value.says}${now.length ? ` (${now.join('; ')})` : ''}`
}
