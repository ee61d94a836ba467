import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { Handoff, HandoffItem } from '../../domain/handoff.ts'
import { line, moment, person, quotation } from '../mrkdwn.ts'
import { actions, header, section } from './blocks.ts'
import { button } from './elements.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'

export const handoffKinds: Record<HandoffItem['kind'], string> = {
  incident: 'Open incidents',
  approval: 'Waiting for approval',
  'standing-change': 'Standing changes',
  'broken-glass': 'Done without approval, not reviewed',
  postmortem: 'Post-mortems still in draft',
}
const kinds: HandoffItem['kind'][] = ['incident', 'approval', 'standing-change', 'broken-glass', 'postmortem']
const mostOfAKind = 8

/** What one shift passes to the next. Open until somebody accepts it. */
export function handoffMessage({ handoff }: Extract<Picture, { of: 'handoff' }>): Message {
  const { incoming, acceptedBy, acceptedAt } = handoff
  const title = `Shift handoff ${handoff.number}`
  const blocks: KnownBlock[] = [
    header(title),
    section([
      `From ${person(handoff.outgoing)}${incoming ? ` to ${person(incoming)}` : ''} · ${moment(handoff.postedAt)}`,
      acceptedBy
        ? `${mark.passed} Accepted by ${person(acceptedBy)}${acceptedAt ? ` · ${moment(acceptedAt)}` : ''}`
        : `${mark.waiting} *Open* until the incoming lead accepts it`,
    ]),
    ...kinds.flatMap((kind) => group(handoff, kind)),
    ...(handoff.items.length === 0 ? [section(['Nothing open in the record.'])] : []),
    ...(handoff.notes.trim() === '' ? [] : [section(['*Notes*', quotation(handoff.notes, 2500)])]),
    ...(handoff.status === 'open'
      ? [actions([button('handoff.accept', 'Accept the handoff', handoff.id, { style: 'primary' })])]
      : []),
  ]
  return message(`${title}: ${acceptedBy ? 'accepted' : 'waits to be accepted'}`, blocks)
}

const itemLine = ({ incident, text, detail }: HandoffItem): string =>
  [line(incident, 20), line(text, 150), ...(detail ? [line(detail, 200)] : [])].join(' · ')

function group(handoff: Handoff, kind: HandoffItem['kind']): KnownBlock[] {
  const items = handoff.items.filter((one) => one.kind === kind)
  if (items.length === 0) return []
  const rest = items.length - mostOfAKind
  return [
    section([
      `*${handoffKinds[kind]}*`,
      ...items.slice(0, mostOfAKind).map((one) => `• ${itemLine(one)}`),
      rest > 0 && `• and ${rest} more`,
    ]),
  ]
}
