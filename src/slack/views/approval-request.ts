import type { Picture } from '../../app/ports/chat.ts'
import { ago, channelMention, deadline, line, people, person } from '../mrkdwn.ts'
import { mark } from './marks.ts'

type Approval = Extract<Picture, { of: 'approval' }>

/** Why it is asked, and the newest question about it. */
export function reasons({ remediation }: Approval): string[] {
  const { reason, questions = [] } = remediation
  const asked = remediation.state === 'planned' ? questions.at(-1) : undefined
  const earlier = questions.length - 1
  return [
    ...(reason ? [`*Why:* ${line(reason, 400)}`] : []),
    ...(asked
      ? [
          `${mark.question} ${person(asked.by)} asks: ${line(asked.text, 300)}${earlier > 0 ? ` (and ${earlier} more in the thread)` : ''}`,
        ]
      : []),
  ]
}

/** Who asks; while it waits, also who may say yes and until when. */
export function request({ remediation, approvers }: Approval): string[] {
  const { plan, approvals } = remediation
  const risk = remediation.risk === 'high' ? '*high risk*' : `${remediation.risk} risk`
  const who = `${person(remediation.requestedBy)} asked ${ago(remediation.requestedAt)} · ${risk} · ${line(plan.target, 120)}`
  if (remediation.state !== 'planned') return [who]
  const held = approvals.length > 0 ? ` (${people(approvals.map(({ by }) => by))})` : ''
  const waits = [
    approvers.length > 0
      ? `May approve: ${people(approvers, 8)}`
      : `${mark.warning} Nobody who is here may approve. Ask the owners of the service.`,
    `${approvals.length} of ${remediation.approvalsNeeded} approvals${held} · expires ${deadline(remediation.expiresAt)}`,
  ]
  return [
    who,
    ...(plan.rights ? [line(plan.rights, 200)] : []),
    ...(remediation.approvalsNeeded === 0
      ? [
          `${remediation.preauthorized ? `Needs no approval: ${line(remediation.preauthorized, 200)}` : 'Needs no approval'} · expires ${deadline(remediation.expiresAt)}`,
        ]
      : waits),
  ]
}

/** Where it belongs, for somebody who reads it in direct messages. */
export const whereFrom = ({ incident }: Approval): string =>
  `${incident.channel ? channelMention(incident.channel.id) : incident.id} · ${incident.severity.toUpperCase()} ${line(incident.title, 150)}`
