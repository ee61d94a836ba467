import type { KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import {
  type Change,
  glance,
  type RemediationRecord,
  type RemediationState,
} from '../../domain/remediation.ts'
import { encodeRef } from '../actions.ts'
import { ago, deadline, line, people, person, plain } from '../mrkdwn.ts'
import { approvalState } from './approval-state.ts'
import { actions, context, section } from './blocks.ts'
import { button } from './elements.ts'
import { mark, remediationMark } from './marks.ts'
import { type Message, message } from './message.ts'

/** Until it ends, what would change comes first; afterwards, what came of it. */
const asksOrRuns: readonly RemediationState[] = ['planned', 'approved', 'running']

/** What would change, who asks, who may say yes; later, what came of it. */
export function approval({
  incident,
  remediation,
  approvers,
}: Extract<Picture, { of: 'approval' }>): Message {
  const { plan } = remediation
  const title = line(remediation.title, 140)
  const state = approvalState(remediation)
  const head = `${remediationMark(remediation.state)} *${state.title}: ${title}*`
  const change = plan.changes.length > 0 ? [changeLines(plan.changes)] : []
  // One that nobody gave a title is called what it does.
  const says = remediation.title === plan.says ? [] : [line(plan.says, 400)]
  const blocks: KnownBlock[] = asksOrRuns.includes(remediation.state)
    ? [section([head, ...says]), ...change, ...warnings(plan.warnings), ...told(state.says)]
    : [section([head, ...state.says]), ...says.map((words) => section([words])), ...change]
  blocks.push(context(...asked(remediation, approvers)), ...buttons(incident.id, remediation))
  return message(`${state.title}: ${title} · ${incident.id}`, blocks)
}

/** Rich text: what stands in a configuration is shown as it is, whatever it looks like. */
function changeLines(changes: readonly Change[]): RichTextBlock {
  const lines: RichTextSection[] = changes.slice(0, glance.changes).map((change) => ({
    type: 'rich_text_section',
    elements: [
      text(plain(change.what, 100), { bold: true }),
      text(': '),
      text(plain(change.before || 'nothing', 120)),
      text(' → '),
      text(plain(change.after || 'nothing', 120), { bold: true }),
    ],
  }))
  const rest = changes.length - glance.changes
  return {
    type: 'rich_text',
    elements:
      rest > 0
        ? [...lines, { type: 'rich_text_section', elements: [text(`and ${rest} more, in the thread`)] }]
        : lines,
  }
}

const text = (words: string, style?: { bold: true }): RichTextElement => ({
  type: 'text',
  text: words,
  ...(style && { style }),
})

function warnings(all: readonly string[]): KnownBlock[] {
  if (all.length === 0) return []
  const rest = all.length - glance.warnings
  return [
    section([
      ...all.slice(0, glance.warnings).map((one) => `${mark.warning} ${line(one, 250)}`),
      rest > 0 && `${mark.warning} and ${rest} more, in the thread`,
    ]),
  ]
}

function asked(remediation: RemediationRecord, approvers: readonly string[]): string[] {
  const who = `${person(remediation.requestedBy)} asked ${ago(remediation.requestedAt)} · ${remediation.risk} risk`
  if (remediation.state !== 'planned') return [`${who} · ${line(remediation.plan.target, 120)}`]
  const held = `${remediation.approvals.length} of ${remediation.approvalsNeeded} approvals`
  return [
    `${who} · ${line(remediation.plan.target, 120)}`,
    approvers.length > 0
      ? `May approve: ${people(approvers, 8)}`
      : `${mark.warning} Nobody who is here may approve. Ask the owners of the service.`,
    `${held}${remediation.approvals.length > 0 ? ` (${people(remediation.approvals.map(({ by }) => by))})` : ''} · expires ${deadline(remediation.expiresAt)}`,
  ]
}

const told = (says: string[]): KnownBlock[] => (says.length > 0 ? [section(says)] : [])

function buttons(incident: string, remediation: RemediationRecord): KnownBlock[] {
  const ref = encodeRef({ incident, remediation: remediation.id })
  if (remediation.state === 'planned')
    return [
      actions([
        button('remediation.approve', 'Approve', ref, { style: 'primary' }),
        button('remediation.reject', 'Reject', ref, { style: 'danger' }),
      ]),
    ]
  return ['stale', 'expired', 'failed'].includes(remediation.state)
    ? [actions([button('remediation.replan', 'Plan again', ref)])]
    : []
}
