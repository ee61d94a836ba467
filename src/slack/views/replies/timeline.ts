import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { TimelineEntry } from '../../../domain/incident-event.ts'
import { encodeRef } from '../../actions.ts'
import { line } from '../../mrkdwn.ts'
import { actions, context, section, sections } from '../blocks.ts'
import { button } from '../elements.ts'
import { entryLine } from '../entry-words.ts'
import { type Message, message } from '../message.ts'

/** Entries on a page. */
export const timelinePage = 15

/** A page of the timeline, oldest entry first. `page` counts from the newest: 0 ends with the last entry. */
export type TimelinePage = {
  incident: Incident
  entries: readonly TimelineEntry[]
  page: number
  pages: number
}

export function timeline({ incident, entries, page, pages }: TimelinePage): Message {
  const shown = entries.slice(-timelinePage)
  const lines = shown.map((entry) => entryLine(entry, incident))
  const blocks: KnownBlock[] = [
    section([`*Timeline of ${incident.id}* · ${line(incident.title, 150)}`]),
    ...(lines.length === 0 ? [section(['Nothing here.'])] : sections(lines)),
  ]
  if (pages > 1) blocks.push(context(`Page ${pages - page} of ${pages}`), ...turn(incident, page, pages))
  return message(`Timeline of ${incident.id}`, blocks)
}

function turn(incident: Incident, page: number, pages: number): KnownBlock[] {
  const to = (label: string, other: number, nth: number): ActionsBlockElement =>
    button('incident.timeline', label, encodeRef({ incident: incident.id, page: other }), { nth })
  return [
    actions([
      ...(page + 1 < pages ? [to('Older', page + 1, 0)] : []),
      ...(page > 0 ? [to('Newer', page - 1, 1)] : []),
    ]),
  ]
}
