import type { Picture } from '../../app/ports/chat.ts'
import { encodeRef } from '../actions.ts'
import { line } from '../mrkdwn.ts'
import { actions, section } from './blocks.ts'
import { button, linkButton } from './elements.ts'
import { type Message, message } from './message.ts'
import { postmortemPage } from './pages.ts'

/** The draft is written: where to read it, and a button for what is still to do. */
export function postmortem({ incident, path, offer }: Extract<Picture, { of: 'postmortem' }>): Message {
  const page = postmortemPage(incident, offer)
  const ref = encodeRef({ incident: incident.id })
  const items = incident.actionItems.length
  return message(`Post-mortem draft of ${incident.id} is ready`, [
    section([
      `*The post-mortem draft of ${incident.id} is ready.*`,
      'Summary, timeline, checks and changes come from the record. Please add impact and lessons.',
      items > 0 && `${items} action ${items === 1 ? 'item' : 'items'} so far`,
      !page && `File: ${line(path, 200)}`,
    ]),
    actions([
      ...(page ? [linkButton('Read the post-mortem', page)] : []),
      button('action-item.add', 'Add an action item', ref),
    ]),
  ])
}
