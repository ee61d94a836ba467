import type { Picture } from '../../app/ports/chat.ts'
import { bold, line } from '../mrkdwn.ts'
import { preformattedTail, section } from './blocks.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'

/** What a command writes, as it grows: its newest lines. */
export function output({ remediation, lines, running }: Extract<Picture, { of: 'output' }>): Message {
  const title = `${running ? `${mark.running} Output so far` : 'Output'}: ${line(remediation.title, 140)}`
  return message(title, [section([bold(title)]), preformattedTail(lines, running)])
}
