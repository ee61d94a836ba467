import { mayApprove } from '../../domain/approval.ts'
import { count } from '../../domain/count.ts'
import { instrumentsOf, within } from '../instruments.ts'
import { planHash } from '../planning.ts'
import { approvalRule, clicker } from '../policy.ts'
import type { AtWork } from './remediation-job.ts'
import { tools } from './remediation-job.ts'

const lookWithinMs = 15_000

/** Undefined when it is still what was approved, by enough people who still may; else what is different. */
export async function recheck(at: AtWork): Promise<string | undefined> {
  return rightsLost(at) ?? (await planChanged(at))
}

/** An approver may have lost the role since, the incident got worse, or the hours without approval be over. */
function rightsLost({ core, incident, one }: AtWork): string | undefined {
  if (one.brokenGlass) return undefined
  const rule = approvalRule(core, incident, one)
  const lost = one.approvals.find(({ by }) => !mayApprove(clicker(core, by), rule))
  if (lost) return `<@${lost.by}> may no longer approve this`
  const given = one.approvals.length
  return given < rule.count
    ? `It needs ${count(rule.count, 'approval')} by now, and has ${given || 'none'}`
    : undefined
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
