import type { RemediationRecord, RemediationState } from '../remediation.ts'
import { type Facts, listed, moment, sentence } from './facts.ts'
import { output, table } from './literal.ts'

const outcomes: Record<RemediationState, string> = {
  planned: 'Never approved, never made.',
  approved: 'Approved, but not made yet.',
  running: 'Still running.',
  applied: 'Made, but not verified yet.',
  verified: 'Made and verified',
  failed: 'Failed',
  unknown: 'Nobody could tell whether it took effect',
  rejected: 'Rejected, not made.',
  expired: 'Nobody approved it in time, so it was not made.',
  stale: 'Out of date before it could be made, so it was not made',
}

/** Each remediation that was asked for: what it would change, who wanted and allowed it, how it ended. */
export function changes(facts: Facts): string {
  const { remediations } = facts.incident
  if (remediations.length === 0) return 'Nothing was changed through Muster.'
  return remediations.map((one) => change(one, facts)).join('\n\n')
}

function change(one: RemediationRecord, facts: Facts): string {
  const { voice } = facts
  const { plan } = one
  const evidence = output(one.evidence)
  return [
    `### ${voice.line(one.title, 200)}`,
    ...(one.title === plan.says ? [] : [sentence(voice.line(plan.says, 400))]),
    ...(plan.changes.length > 0
      ? [
          table(
            ['What', 'Before', 'After'],
            plan.changes.map((each) =>
              [each.what, each.before, each.after].map((cell) => voice.line(cell, 400)),
            ),
          ),
        ]
      : []),
    people(one, facts),
    ...glass(one, facts),
    ...lost(one, facts),
    `**${outcome(one, facts)}**`,
    ...compared(one, facts),
    ...(evidence.length > 0 ? [evidence.join('\n')] : []),
  ].join('\n\n')
}

function people(one: RemediationRecord, facts: Facts): string {
  const { voice } = facts
  const approved = one.approvals.map(({ by, at }) => `${voice.person(by)} at ${moment(facts, at)}`)
  const asked = `Asked for by ${voice.person(one.requestedBy)} at ${moment(facts, one.requestedAt)}`
  if (one.reason)
    return `${asked} because: ${sentence(voice.line(one.reason, 400))}${approved.length > 0 ? ` Approved by ${listed(approved)}.` : ''}`
  if (approved.length > 0) return `${asked}, approved by ${listed(approved)}.`
  const ran = one.confirmed
    ? ` Run by ${voice.person(one.confirmed.by)} at ${moment(facts, one.confirmed.at)}.`
    : ''
  if (one.preauthorized)
    return `${asked}. Approved beforehand in service.yml: ${sentence(voice.line(one.preauthorized, 300))}${ran}`
  return one.approvalsNeeded === 0
    ? `${asked}. No approval is needed at ${one.severity.toUpperCase()}.${ran}`
    : `${asked}.`
}

/** What nobody had allowed, and what was made of it afterwards. */
function glass({ brokenGlass }: RemediationRecord, facts: Facts): string[] {
  if (!brokenGlass) return []
  const { voice } = facts
  const { by, at, reason, reviewed } = brokenGlass
  const broke = `**The glass was broken: made without approval** by ${voice.person(by)} at ${moment(facts, at)}: ${sentence(voice.line(reason, 500))}`
  const review = reviewed
    ? `Reviewed by ${voice.person(reviewed.by)} at ${moment(facts, reviewed.at)}: ${sentence(voice.line(reviewed.says, 500))}`
    : 'Nobody has reviewed it yet.'
  return [`${broke} ${review}`]
}

/** How an end that nobody saw was found out. */
function lost({ settled }: RemediationRecord, facts: Facts): string[] {
  if (!settled) return []
  const { by, at, as, says } = settled
  const { voice } = facts
  return [
    `**Nobody saw how it ended.** ${voice.person(by)} looked at ${moment(facts, at)} and said that it was ${as === 'applied' ? '' : 'not '}made: ${sentence(voice.line(says, 400))}`,
  ]
}

/** What the verification saw before, and what became of the change since. */
function compared({ before, state, outcome: after, standing }: RemediationRecord, facts: Facts): string[] {
  const { voice } = facts
  const seen =
    before && after && state === 'verified' ? [`Before it: ${sentence(voice.line(before.summary, 300))}`] : []
  const left = {
    standing: 'The change still stands.',
    undone: standing && `Put back at ${moment(facts, standing.at)}.`,
    kept: standing?.until && `Kept until ${facts.calendar.day(standing.until)}.`,
    permanent: 'Made permanent.',
  }
  const now = standing && left[standing.state]
  return [...seen, ...(now ? [now] : [])]
}

function outcome(one: RemediationRecord, facts: Facts): string {
  const { voice } = facts
  const words = outcomes[one.state]
  if (one.rejected)
    return `Rejected by ${voice.person(one.rejected.by)}: ${voice.line(one.rejected.reason, 300)}`
  const at =
    one.endedAt && ['verified', 'failed'].includes(one.state) ? ` at ${moment(facts, one.endedAt)}` : ''
  const found = one.outcome && !words.endsWith('.') ? `: ${voice.line(one.outcome, 500)}` : ''
  return `${words}${at}${found}`
}
