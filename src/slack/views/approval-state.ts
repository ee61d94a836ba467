import type { RemediationRecord, RemediationState } from '../../domain/remediation.ts'
import { ago, clock, line, passage, people, person } from '../mrkdwn.ts'
import { glassLines } from './glass-lines.ts'
import { mark } from './marks.ts'
import { standingWords } from './standing-words.ts'

/** The state in the words of a headline, and what there is to say about it. */
export type ApprovalState = { title: string; says: string[] }

const titles: Record<RemediationState, string> = {
  planned: 'Approval needed',
  approved: 'Approved, starting',
  running: 'Running',
  applied: 'Applied, being verified',
  verified: 'Verified',
  failed: 'Failed',
  unknown: 'OUTCOME UNKNOWN',
  rejected: 'Rejected',
  expired: 'Expired',
  stale: 'Out of date',
}

export const approvalState = (remediation: RemediationRecord): ApprovalState => ({
  title: titleOf(remediation),
  says: says(remediation),
})

function titleOf({ state, brokenGlass, standing, approvals, approvalsNeeded }: RemediationRecord): string {
  if (state === 'planned' && approvalsNeeded === 0) return 'Ready to run'
  if (state === 'verified' && standing?.state === 'undone') return 'Undone'
  if (brokenGlass) return `BREAK-GLASS · ${state === 'approved' ? 'Starting' : titles[state]}`
  return state === 'approved' && approvals.length === 0 ? 'Starting' : titles[state]
}

function says(one: RemediationRecord): string[] {
  switch (one.state) {
    case 'planned':
      return []
    case 'approved':
      return approved(one)
    case 'running':
      return [...approved(one), ...(one.startedAt ? [`Started ${clock(one.startedAt)}`] : [])]
    case 'applied':
      return [...approved(one), ...outcome(one)]
    case 'verified':
      return [...approved(one), ...beforeAndAfter(one), ...standingWords(one)]
    case 'failed':
      return [...approved(one), ...beforeAndAfter(one), 'Nothing is tried again by itself.']
    case 'unknown':
      return [
        '*Nobody saw how this ended.* It may or may not have changed production. Muster does not try it again.',
        ...outcome(one),
        ...one.evidence.slice(0, 2).map((look) => `Look at: ${line(look, 300)}`),
        'Whoever has looked says with the buttons how it is.',
      ]
    case 'rejected':
      return one.rejected
        ? [
            `${person(one.rejected.by)} rejected it ${ago(one.rejected.at)}: ${line(one.rejected.reason, 300)}`,
          ]
        : []
    case 'expired':
      return ['Nobody approved it in time. Nothing was changed.']
    case 'stale':
      return [
        'What it would change has changed since the plan. Nothing was done.',
        ...(one.outcome ? [`Difference: ${passage(one.outcome, 500)}`] : []),
      ]
  }
}

function approved(one: RemediationRecord): string[] {
  if (one.brokenGlass) return glassLines(one.brokenGlass)
  if (one.approvals.length > 0) return [`Approved by ${people(one.approvals.map(({ by }) => by))}`]
  const ran = one.confirmed ? ` ${person(one.confirmed.by)} let it run.` : ''
  return [
    one.preauthorized
      ? `Needs no approval: ${line(one.preauthorized, 200)}.${ran}`
      : `Needed no approval.${ran}`,
  ]
}

const outcome = (one: RemediationRecord): string[] => (one.outcome ? [passage(one.outcome, 500)] : [])

/** What was seen before the change and after it, a line each; the rest is in the thread. */
function beforeAndAfter(one: RemediationRecord): string[] {
  if (!one.before) return [...outcome(one), ...seen(one)]
  const sign = (passed: boolean) => (passed ? mark.passed : mark.failed)
  return [
    `Before: ${sign(one.before.passed)} ${line(one.before.summary, 250)}`,
    `After: ${sign(one.state === 'verified')} ${line(one.outcome ?? '', 300)}`,
    ...seen(one),
  ]
}

function seen(one: RemediationRecord): string[] {
  const first = one.evidence.find((words) => words.trim() !== '')
  return first ? [`Seen: ${line(first, 250)}`] : []
}
