import type { Picture } from '../../app/ports/chat.ts'
import { channelMention, line } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { severityMark } from './marks.ts'
import { type Message, message } from './message.ts'

/** Answers whoever declared: where to go. */
export function channelLink({
  incident,
}: Pick<Extract<Picture, { of: 'channel-link' }>, 'incident'>): Message {
  const where = incident.channel
    ? `is open in ${channelMention(incident.channel.id)}`
    : 'is declared; its channel opens now'
  return message(`${incident.id} ${where}`, [
    section([
      `*${incident.id}* ${where}`,
      `${severityMark(incident.severity)} ${line(incident.title, 200)} · you have command`,
    ]),
  ])
}
