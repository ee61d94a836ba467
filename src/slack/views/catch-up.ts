import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { TimelineEntry } from '../../domain/incident-event.ts'
import { encodeRef } from '../actions.ts'
import { ago, line, person, quotation } from '../mrkdwn.ts'
import { actions, context, section } from './blocks.ts'
import { runLines } from './card-run.ts'
import { button } from './elements.ts'
import { entryLine } from './entry-words.ts'
import { dashboardLinks } from './incident-card.ts'
import { severityMark, statusWords } from './marks.ts'
import { type Message, message } from './message.ts'
import { headline } from './notification.ts'

const mostEntries = 8
const telling: readonly TimelineEntry['event']['type'][] = [
  'severity-changed',
  'commander-changed',
  'mitigated',
  'resolved',
  'reopened',
  'branch-chosen',
  'step-done',
  'step-skipped',
  'check-finished',
  'remediation-planned',
  'remediation-verified',
  'remediation-failed',
  'remediation-unknown',
  'remediation-settled',
  'glass-broken',
  'target-locked',
  'targets-frozen',
  'targets-released',
  'noted',
]

/** For somebody who joins late, seen by nobody else: how it stands, what was found, where to help. */
export function catchUp(picture: Extract<Picture, { of: 'catch-up' }>): Message {
  const { incident, service, runs, entries, now } = picture
  const newest = entries.filter(({ event }) => telling.includes(event.type)).slice(-mostEntries)
  const where = dashboardLinks(service)
  const blocks: KnownBlock[] = [
    section([
      `*Welcome. Here is ${incident.id} so far.*`,
      `${severityMark(incident.severity)} ${line(incident.title, 200)} · ${statusWords[incident.status].toLowerCase()}`,
      `Declared ${ago(incident.declaredAt)} by ${person(incident.declaredBy)}. ${person(incident.commander)} has command: ask there how to help.`,
    ]),
    ...(incident.update
      ? [section([`*Newest update*, ${ago(incident.update.at)}`, quotation(incident.update.text, 600)])]
      : []),
    ...runs.slice(-2).map(({ run, playbook }) => section(runLines(incident, run, playbook, now))),
    ...(newest.length > 0 ? entryBlocks(picture, newest) : []),
    ...(where ? [context(`Dashboards: ${where}`)] : []),
    actions([button('incident.timeline', 'Whole timeline', encodeRef({ incident: incident.id }))]),
  ]
  return message(headline(incident), blocks)
}

/** Four entries to a block keep it below 3,000 characters. */
function entryBlocks(
  { incident }: Extract<Picture, { of: 'catch-up' }>,
  entries: TimelineEntry[],
): KnownBlock[] {
  const lines = entries.map((entry) => entryLine(entry, incident))
  return [
    section(['*What happened*', ...lines.slice(0, 4)]),
    ...(lines.length > 4 ? [section(lines.slice(4))] : []),
  ]
}
