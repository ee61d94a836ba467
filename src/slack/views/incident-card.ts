import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { Service } from '../../domain/service.ts'
import { link, plain } from '../mrkdwn.ts'
import { context, header } from './blocks.ts'
import { cardButtons, playbookButtons } from './card-buttons.ts'
import { handLocks } from './hand-locks.ts'
import { incidentSummary } from './incident-summary.ts'
import { incidentMark } from './marks.ts'
import { type Message, message } from './message.ts'
import { headline } from './notification.ts'
import { standingChanges } from './standing-changes.ts'

/** The card at the top of an incident's channel: how it stands, what comes next, and the buttons for it. */
export function incidentCard(picture: Extract<Picture, { of: 'card' }>): Message {
  const { incident, service, runs, offer, now } = picture
  const links = dashboardLinks(service)
  const blocks: KnownBlock[] = [
    header(`${incidentMark(incident)} · ${incident.title}`),
    ...incidentSummary(picture),
    ...standingChanges(incident, true),
    ...handLocks(incident, now),
    ...cardButtons(incident, offer),
    ...(runs.length === 0 ? playbookButtons(incident, offer) : []),
    ...(links ? [context(`Dashboards: ${links}`)] : []),
  ]
  return message(headline(incident), blocks)
}

/** The first three, as links. */
export const dashboardLinks = (service: Service | undefined): string =>
  (service?.dashboards ?? [])
    .slice(0, 3)
    .map(({ title, url }) => link(url, plain(title, 40)))
    .join(' · ')
