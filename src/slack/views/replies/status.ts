import type { Picture } from '../../../app/ports/chat.ts'
import { bold, line } from '../../mrkdwn.ts'
import { section } from '../blocks.ts'
import { handLocks } from '../hand-locks.ts'
import { incidentSummary } from '../incident-summary.ts'
import { severityMark } from '../marks.ts'
import { type Message, message } from '../message.ts'
import { headline } from '../notification.ts'
import { standingChanges } from '../standing-changes.ts'

/** How an incident stands, for one person: what the card says, without its buttons. */
export const status = (
  picture: Pick<Extract<Picture, { of: 'card' }>, 'incident' | 'service' | 'runs' | 'now'>,
): Message =>
  message(headline(picture.incident), [
    section([`${severityMark(picture.incident.severity)} ${bold(line(picture.incident.title, 200))}`]),
    ...incidentSummary(picture),
    ...standingChanges(picture.incident, false),
    ...handLocks(picture.incident, picture.now),
  ])
