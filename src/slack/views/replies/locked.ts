import type { Lock } from '../../../domain/lock.ts'
import { deadline, line } from '../../mrkdwn.ts'
import { section } from '../blocks.ts'
import { mark } from '../marks.ts'
import { type Message, message } from '../message.ts'

/** Tells whoever locked a target what holds now, and how it ends. */
export const locked = ({ target, until }: Pick<Lock, 'target' | 'until'>): Message => {
  const says = `${mark.lock} ${line(target, 150)} is locked until ${deadline(until)}`
  return message(says, [section([says, '`/incident unlock` ends it earlier.'])])
}
