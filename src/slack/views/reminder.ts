import type { Picture } from '../../app/ports/chat.ts'
import { undoable } from '../../domain/ledger.ts'
import { encodeRef } from '../actions.ts'
import { bold, byWhen, channelMention, line, moment } from '../mrkdwn.ts'
import { actions, context, section } from './blocks.ts'
import { changeLines } from './change-lines.ts'
import { button } from './elements.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'
import { standingWords } from './standing-words.ts'

/** To the owner of a change that was kept for a while: the day has come. Once decided, what was decided. */
export function reminder({ incident, remediation }: Extract<Picture, { of: 'reminder' }>): Message {
  const { standing, plan, endedAt } = remediation
  const title = line(remediation.title, 140)
  const waits = standing?.state === 'kept' || standing?.state === 'standing'
  const due = standing?.until ? ` You said ${byWhen(standing.until)}.` : ''
  const ref = encodeRef({ incident: incident.id, remediation: remediation.id })
  const where = incident.channel ? ` · ${channelMention(incident.channel.id)}` : ''
  return message(`Still changed in production: ${title} · ${incident.id}`, [
    section([
      `${waits ? mark.waiting : mark.passed} ${bold(`Still changed in production: ${title}`)}`,
      ...(waits ? [`You keep this change: what becomes of it now?${due}`] : standingWords(remediation)),
      standing?.state === 'kept' && standing.reason && `Kept because: ${line(standing.reason, 300)}`,
    ]),
    ...changeLines(plan.changes),
    context(
      `${incident.id} ${line(incident.title, 150)}${where}${endedAt ? ` · since ${moment(endedAt)}` : ''} · ${line(plan.target, 120)}`,
    ),
    ...(waits
      ? [
          actions([
            ...(undoable(remediation) ? [button('remediation.undo', 'Undo', ref, { style: 'primary' })] : []),
            button('change.keep', 'Keep longer…', ref),
            button('change.permanent', 'Permanent…', ref),
          ]),
        ]
      : []),
  ])
}
