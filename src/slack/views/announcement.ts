import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import { ago, channelMention, line, link, moment, person, quotation } from '../mrkdwn.ts'
import { context, header, section } from './blocks.ts'
import { incidentMark, statusWords } from './marks.ts'
import { type Message, message } from './message.ts'
import { headline } from './notification.ts'
import { postmortemPage } from './pages.ts'

/** The one message in the announcement channel, for everybody who does not work the incident. */
export function announcement({
  incident,
  service,
  offer,
}: Extract<Picture, { of: 'announcement' }>): Message {
  const where = incident.channel ? channelMention(incident.channel.id) : 'Its channel opens now'
  const what = service ? line(service.name, 60) : incident.service ? line(incident.service, 60) : undefined
  const page = incident.postmortem && postmortemPage(incident, offer)
  const blocks: KnownBlock[] = [
    header(`${incidentMark(incident)} · ${incident.title}`),
    section([
      [`*${statusWords[incident.status]}*`, incident.id, ...(what ? [what] : [])].join(' · '),
      `Commander ${person(incident.commander)} · ${where}`,
    ]),
    ...(incident.update
      ? [section([`*Update* ${ago(incident.update.at)}`, quotation(incident.update.text, 600)])]
      : []),
    context(times(incident), page && link(page, 'Read the post-mortem')),
  ]
  return message(headline(incident), blocks)
}

function times(incident: Incident): string {
  const since = (at: string) => formatDuration(Date.parse(at) - Date.parse(incident.declaredAt))
  return [
    `Declared ${moment(incident.declaredAt)}`,
    ...(incident.acknowledgedAt ? [`acknowledged after ${since(incident.acknowledgedAt)}`] : []),
    ...(incident.mitigatedAt ? [`mitigated after ${since(incident.mitigatedAt)}`] : []),
    ...(incident.resolvedAt ? [`resolved after ${since(incident.resolvedAt)}`] : []),
  ].join(' · ')
}
