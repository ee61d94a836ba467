import type { Summary } from '../../app/ports/store.ts'
import { isSeverity } from '../../domain/severity.ts'
import { ago, bold, channelMention, line, person } from '../mrkdwn.ts'
import { severityMark } from './marks.ts'

/** An incident as lists know it. */
export type ListedIncident = Omit<Summary, 'stream' | 'kind' | 'endedAt'>

/** Two lines of at most about 450 characters. */
export function listedLines(one: ListedIncident): string {
  const severity = one.severity && isSeverity(one.severity) ? `${severityMark(one.severity)} ` : ''
  const more = [
    `INC-${one.number}`,
    line(one.status, 20),
    ...(one.service ? [line(one.service, 40)] : []),
    ...(one.owner ? [person(one.owner)] : []),
    ...(one.channel ? [channelMention(one.channel)] : []),
    ago(one.openedAt),
  ]
  return `${severity}${bold(line(one.title, 150))}\n${more.join(' · ')}`
}
