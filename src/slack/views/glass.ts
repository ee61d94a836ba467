import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { encodeRef } from '../actions.ts'
import { bold, channelMention, line } from '../mrkdwn.ts'
import { actions, context, section } from './blocks.ts'
import { changeLines } from './change-lines.ts'
import { button } from './elements.ts'
import { glassLines } from './glass-lines.ts'
import { mark, severityMark } from './marks.ts'
import { type Message, message } from './message.ts'

/** Somebody went on without approval: for everybody to see, and for somebody else to look at afterwards. */
export function glass({ incident, remediation }: Extract<Picture, { of: 'glass' }>): Message {
  const title = line(remediation.title, 140)
  const where = incident.channel ? channelMention(incident.channel.id) : incident.id
  const { brokenGlass } = remediation
  const blocks: KnownBlock[] = [
    section([
      `${mark.glass} ${bold(`BREAK-GLASS: ${title}`)}`,
      ...(brokenGlass ? glassLines(brokenGlass) : []),
    ]),
    ...changeLines(remediation.plan.changes),
    context(
      `${severityMark(incident.severity)} ${line(incident.title, 150)} · ${where} · ${line(remediation.plan.target, 120)}`,
    ),
  ]
  const ref = encodeRef({ incident: incident.id, remediation: remediation.id })
  if (brokenGlass && !brokenGlass.reviewed)
    blocks.push(actions([button('remediation.review', 'Reviewed', ref)]))
  return message(`${mark.glass} BREAK-GLASS without approval: ${title} · ${incident.id}`, blocks)
}
