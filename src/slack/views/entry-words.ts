import { describe, type Voice } from '../../domain/describe.ts'
import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../domain/incident-event.ts'
import { channelMention, clock, line, people, person } from '../mrkdwn.ts'
import { mark, severityMark } from './marks.ts'

/** Says what happened in Slack's markup, short enough for a phone. */
const voice: Voice = {
  line,
  title: line,
  person,
  people,
  channel: ({ id }) => channelMention(id),
  severity: severityMark,
  checked: (passed, title, summary) =>
    `checked: ${passed ? mark.passed : mark.failed} ${line(title, 150)} · ${line(summary, 180)}`,
}

/** A line of the timeline: `14:02 @ana skipped Page the vendor: no contract`. At most about 500 characters. */
export const entryLine = ({ at, actor, event }: TimelineEntry, incident: Incident): string =>
  `*${clock(at)}* ${person(actor)} ${entryWords(event, incident)}`

/** What somebody did, as what follows their name. */
export const entryWords = (event: IncidentEvent, incident: Incident): string =>
  describe(event, incident, voice)
