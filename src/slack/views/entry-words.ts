import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../domain/incident-event.ts'
import { channelMention, clock, line, people, person } from '../mrkdwn.ts'
import { mark, severityMark } from './marks.ts'
import { remediationWords } from './remediation-words.ts'

/** A line of the timeline: `14:02 @ana skipped Page the vendor: no contract`. At most about 500 characters. */
export const entryLine = ({ at, actor, event }: TimelineEntry, incident: Incident): string =>
  `${clock(at)} ${person(actor)} ${entryWords(event, incident)}`

/** What somebody did, as what follows their name. Total: an event without words does not compile. */
export function entryWords(event: IncidentEvent, incident: Incident): string {
  switch (event.type) {
    case 'declared':
      return `declared ${severityMark(event.severity)}: ${line(event.title, 200)}`
    case 'channel-opened':
      return `opened ${channelMention(event.channel.id)}`
    case 'acknowledged':
      return 'acknowledged the incident'
    case 'severity-changed':
      return `changed the severity from ${event.from.toUpperCase()} to ${severityMark(event.to)}`
    case 'commander-changed':
      return `handed command from ${person(event.from)} to ${person(event.to)}`
    case 'updated':
      return `gave an update: ${line(event.text, 300)}`
    case 'noted':
      return event.source
        ? `kept a message of ${person(event.source.author)}: ${line(event.text, 300)}`
        : `noted: ${line(event.text, 300)}`
    case 'note-edited':
      return `edited a kept message: ${line(event.text, 300)}`
    case 'note-removed':
      return 'removed a kept message'
    case 'mitigated':
      return 'marked it mitigated'
    case 'resolved':
      return event.cause ? `resolved it. Cause: ${line(event.cause, 300)}` : 'resolved it'
    case 'reopened':
      return 'reopened it'
    case 'closed':
      return 'closed it'
    case 'action-item-added':
      return `added an action item: ${line(event.text, 250)}${event.assignee ? ` · ${person(event.assignee)}` : ''}${event.due ? ` · due ${line(event.due, 30)}` : ''}`
    case 'action-item-changed':
      return `${event.done ? 'finished' : 'changed'} the action item ${itemText(event, incident)}`
    case 'postmortem-written':
      return 'wrote the post-mortem draft'
    case 'gap-found':
      return `found a gap: ${line(event.what, 250)}`
    case 'responders-invited':
      return `invited ${people(event.people)}${event.failed.length > 0 ? `; could not invite ${people(event.failed)}` : ''}`
    case 'run-started':
      return `started the playbook ${line(event.title, 150)}`
    case 'phase-started':
      return `began phase ${event.phase + 1}, ${line(event.name, 120)}`
    case 'branch-chosen':
      return `chose: ${line(event.when, 150)}`
    case 'run-finished':
      return 'finished the playbook'
    case 'step-done':
      return `did ${line(event.title, 150)}${event.summary ? `: ${line(event.summary, 180)}` : ''}`
    case 'step-skipped':
      return `skipped ${line(event.title, 150)}: ${line(event.reason, 180)}`
    case 'step-assigned':
      return `gave ${line(event.title, 150)} to ${person(event.to)}`
    case 'step-added':
      return `added the step ${line(event.title, 150)}`
    case 'check-started':
      return `ran the check ${line(event.title, 150)}`
    case 'check-finished':
      return `checked: ${event.passed ? mark.passed : mark.failed} ${line(event.title, 150)} · ${line(event.summary, 180)}`
    default:
      return remediationWords(event, incident)
  }
}

function itemText({ id, text }: { id: string; text?: string }, incident: Incident): string {
  const item = incident.actionItems.find((one) => one.id === id)
  return line(text ?? item?.text ?? id, 200)
}
