import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { bold, line } from '../mrkdwn.ts'
import { preformatted, section } from './blocks.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'

/** What a check or a remediation saw, in a thread: a line to read, and the output itself. */
export function evidence({ title, passed, summary, lines }: Extract<Picture, { of: 'evidence' }>): Message {
  const verdict = passed === undefined ? '' : passed ? `${mark.passed} ` : `${mark.failed} `
  const blocks: KnownBlock[] = [
    section([`${verdict}${bold(line(title, 160))}`, summary !== '' && line(summary, 300)]),
    ...(lines.length > 0 ? [preformatted(lines)] : []),
  ]
  return message(`${verdict}${line(title, 160)}${summary === '' ? '' : ` · ${line(summary, 300)}`}`, blocks)
}
