import type { Incident } from '../../domain/incident.ts'
import { line } from '../mrkdwn.ts'
import { incidentMark, statusWords } from './marks.ts'

/** What a phone's lock screen says of an incident: `🔴 P0 Dynex is down · acknowledged · INC-42`. */
export const headline = (incident: Incident): string =>
  `${incidentMark(incident)} ${line(incident.title, 150)} · ${statusWords[incident.status].toLowerCase()} · ${incident.id}`
