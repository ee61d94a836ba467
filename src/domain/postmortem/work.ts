import type { RemediationRecord } from '../remediation.ts'
import { phaseOf } from '../run.ts'
import type { Facts } from './facts.ts'

export function checks({ entries, voice, time }: Facts): string {
  const found = entries.flatMap(({ at, event }) => {
    if (event.type !== 'check-finished') return []
    const evidence = event.evidence.slice(0, 8).map((line) => `      ${voice.line(line, 400)}`)
    const shown = evidence.length > 0 ? ['', ...evidence, ''] : []
    return [
      `- **${event.passed ? 'Passed' : 'Failed'}** \`${time(at)}\` ${voice.line(event.title, 200)}: ${voice.line(event.summary, 400)}`,
      ...shown,
    ]
  })
  return found.length > 0 ? found.join('\n') : 'No checks ran.'
}

export function remediations(facts: Facts): string {
  const { incident } = facts
  if (incident.remediations.length === 0) return 'Nothing was changed through Muster.'
  return incident.remediations.map((one) => remediation(one, facts)).join('\n\n')
}

function remediation(one: RemediationRecord, { voice, time }: Facts): string {
  const approved = one.approvals.map(({ by, at }) => `${voice.person(by)} at ${time(at)}`).join(', ')
  const lines = [
    `### ${voice.line(one.plan.says, 300)}`,
    '',
    `- **${one.state}**${one.outcome ? `: ${voice.line(one.outcome, 500)}` : ''}`,
    `- Asked by ${voice.person(one.requestedBy)} at ${time(one.requestedAt)}`,
    `- ${approved ? `Approved by ${approved}` : one.approvalsNeeded === 0 ? 'No approval was needed' : 'Not approved'}`,
    ...(one.rejected
      ? [`- Rejected by ${voice.person(one.rejected.by)}: ${voice.line(one.rejected.reason, 300)}`]
      : []),
    ...one.plan.changes.map(
      ({ what, before, after }) =>
        `- ${voice.line(what, 200)}: ${voice.line(before, 300)} → ${voice.line(after, 300)}`,
    ),
    ...one.evidence.slice(0, 6).map((line) => `- Seen after: ${voice.line(line, 300)}`),
  ]
  return lines.join('\n')
}

export function skipped({ incident, entries, playbooks, voice }: Facts): string {
  const lines = entries.flatMap(({ actor, event }) => {
    if (event.type !== 'step-skipped') return []
    const run = incident.runs.find(({ id }) => id === event.run)
    const phase = run && playbooks.get(run.digest)?.phases[phaseOf(event.step)]?.name
    return [
      `- ${voice.line(event.title, 200)}${phase ? ` (${voice.line(phase, 100)})` : ''}: ${voice.line(event.reason, 300)}, says ${voice.person(actor)}`,
    ]
  })
  return lines.length > 0 ? lines.join('\n') : 'None.'
}
