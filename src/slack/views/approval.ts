import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { glance, type RemediationState } from '../../domain/remediation.ts'
import { bold, line } from '../mrkdwn.ts'
import { approvalButtons } from './approval-buttons.ts'
import { reasons, request, whereFrom } from './approval-request.ts'
import { approvalState } from './approval-state.ts'
import { context, section } from './blocks.ts'
import { changeLines } from './change-lines.ts'
import { mark, remediationMark } from './marks.ts'
import { type Message, message } from './message.ts'

/** Until it ends, what would change comes first; afterwards, what came of it. */
const asksOrRuns: readonly RemediationState[] = ['planned', 'approved', 'running']

/** What would change, why, who asks, who may say yes; later, how far it is and what came of it. */
export function approval(picture: Extract<Picture, { of: 'approval' }>): Message {
  const { incident, remediation, direct, progress } = picture
  const { plan } = remediation
  const title = line(remediation.title, 140)
  const state = approvalState(remediation)
  const sign = remediation.brokenGlass ? mark.glass : remediationMark(remediation.state)
  const head = `${sign} ${bold(`${state.title}: ${title}`)}`
  const heading = direct ? [head, whereFrom(picture)] : [head]
  // One that nobody gave a title is called what it does.
  const says = remediation.title === plan.says ? [] : [line(plan.says, 400)]
  const moving = progress ? [`${mark.running} ${line(progress, 300)}`] : []
  const change = changeLines(plan.changes)
  const blocks: KnownBlock[] = asksOrRuns.includes(remediation.state)
    ? [
        section([...heading, ...says]),
        ...change,
        ...told([...warnings(plan.warnings), ...reasons(picture)]),
        ...told([...state.says, ...moving]),
      ]
    : [section([...heading, ...state.says, ...moving]), ...told(says), ...change, ...told(reasons(picture))]
  blocks.push(context(...request(picture)), ...approvalButtons(picture))
  return message(`${state.title}: ${title} · ${incident.id}`, blocks)
}

function warnings(all: readonly string[]): string[] {
  const rest = all.length - glance.warnings
  return [
    ...all.slice(0, glance.warnings).map((one) => `${mark.warning} ${line(one, 250)}`),
    ...(rest > 0 ? [`${mark.warning} and ${rest} more, in the thread`] : []),
  ]
}

const told = (says: string[]): KnownBlock[] => (says.length > 0 ? [section(says)] : [])
