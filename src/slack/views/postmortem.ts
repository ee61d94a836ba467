import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { Incident } from '../../domain/incident.ts'
import { encodeRef } from '../actions.ts'
import { line, person } from '../mrkdwn.ts'
import { actions, context, section } from './blocks.ts'
import { button, linkButton } from './elements.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'
import { postmortemPage } from './pages.ts'

const mostItems = 10

/** The draft is written: where to read it, and a button for what is still to do. */
export function postmortem({ incident, path, offer }: Extract<Picture, { of: 'postmortem' }>): Message {
  const page = postmortemPage(incident, offer)
  const ref = encodeRef({ incident: incident.id })
  return message(`Post-mortem draft of ${incident.id} is ready`, [
    section([
      `*The post-mortem draft of ${incident.id} is ready.*`,
      'Summary, timeline, checks and changes come from the record. Please add impact and lessons.',
      !page && `File: ${line(path, 200)}`,
    ]),
    ...actionItems(incident),
    actions([
      ...(page ? [linkButton('Read the post-mortem', page)] : []),
      button('action-item.add', 'Add an action item', ref),
    ]),
  ])
}

/** Each with whom and by when; what is open has a button to end it. */
function actionItems(incident: Incident): KnownBlock[] {
  const { actionItems: all } = incident
  if (all.length === 0) return []
  const open = all.filter(({ done }) => !done)
  const rest = open.length - mostItems
  const ended = all.length - open.length
  return [
    section([`*Action items*${ended > 0 ? ` · ${ended} done` : ''}`]),
    ...open.slice(0, mostItems).map(({ id, text, assignee, due }) => {
      const whose = [assignee ? person(assignee) : 'nobody yet', ...(due ? [`due ${line(due, 20)}`] : [])]
      const done = button('action-item.done', 'Done', encodeRef({ incident: incident.id, item: id }))
      return section([`${mark.open} ${line(text, 250)} · ${whose.join(', ')}`], done)
    }),
    ...(rest > 0 ? [context(`and ${rest} more in the post-mortem`)] : []),
  ]
}
