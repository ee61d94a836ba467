import type { KnownBlock } from '@slack/types'
import type { Lock, LockKind } from '../../../domain/lock.ts'
import { bold, deadline, line, moment, person } from '../../mrkdwn.ts'
import { actions, context, section } from '../blocks.ts'
import { button } from '../elements.ts'
import { mark } from '../marks.ts'
import { type Message, message } from '../message.ts'

const most = 15

const kinds: Record<LockKind, { sign: string; free: string }> = {
  asked: { sign: mark.waiting, free: 'waits for approval: free once that is decided' },
  running: { sign: mark.running, free: 'being changed: free once that has ended' },
  verifying: { sign: mark.running, free: 'being verified: free once that has ended' },
  hand: { sign: mark.lock, free: 'locked by hand: free once it is unlocked' },
}

/** Every target held now, anywhere: who, why, since when, how it becomes free and when at the latest. */
export function locks(held: readonly Lock[]): Message {
  const shown = held.slice(0, most)
  const rest = held.length - shown.length
  const title = held.length === 0 ? 'Nothing is locked' : 'What is locked now'
  const blocks: KnownBlock[] = [
    section([`*${title}*`]),
    ...shown.map((one, nth) => section([lockLine(one)], releaseButton(one, nth))),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
    actions([button('lock.take', 'Lock something', 'lock')]),
  ]
  return message(title, blocks)
}

function lockLine({ target, kind, by, why, since, until, incident }: Lock): string {
  const where = incident ? ` in ${line(incident, 20)}` : ''
  const { sign, free } = kinds[kind]
  return [
    `${sign} ${bold(line(target, 120))}`,
    `${person(by)}${where}: ${line(why, 200)}`,
    `since ${moment(since)} · ${free}, at the latest ${deadline(until)}`,
  ].join('\n')
}

/** The target in the words that unlock it; Slack takes no more than 2,000 characters of them. */
const releaseButton = ({ kind, target }: Lock, nth: number) =>
  kind === 'hand' && target.length <= 2000
    ? button('lock.release', 'Unlock', target.toWellFormed(), { nth })
    : undefined
