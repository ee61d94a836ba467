import type { Picture } from '../../app/ports/chat.ts'
import { passage } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'

/** A few words, as they are; people and channels named by id are mentions. */
export const words = ({ text }: Pick<Extract<Picture, { of: 'words' }>, 'text'>): Message =>
  message(passage(text, 2900), [section([passage(text, 2900)])])

/** What this workspace does not let the bot do, said once. */
export function gap({ incident, what }: Extract<Picture, { of: 'gap' }>): Message {
  const says = `${mark.warning} ${passage(what, 600)}`
  return message(`${incident.id}: ${says}`, [section([says, 'The incident goes on without it.'])])
}
