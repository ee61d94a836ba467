import type { Channel, Incident } from './incident.ts'
import type { IncidentEvent, RemediationEvent } from './incident-event.ts'
import type { JsonObject } from './json.ts'
import type { Severity } from './severity.ts'

/** How a surface writes what people typed and whom they mean: Slack's markup, Markdown, a page. */
export type Voice = {
  /** One line of somebody's words, made harmless, at most `max` characters. */
  line(text: string, max: number): string
  /** The same for what a step, playbook or remediation is called, set off from the sentence around it. */
  title(text: string, max: number): string
  person(id: string): string
  people(ids: readonly string[]): string
  channel(id: Channel): string
  severity(severity: Severity): string
  /** What a check saw, in whole. */
  checked(passed: boolean, title: string, summary: string): string
}

/** What somebody did, as what follows their name. Total: an event without words does not compile. */
export function describe(event: IncidentEvent, incident: Incident, voice: Voice): string {
  const { line, title, person, people, channel, severity } = voice
  switch (event.type) {
    case 'declared':
      return `declared ${severity(event.severity)}: ${line(event.title, 200)}`
    case 'channel-opened':
      return `opened ${channel(event.channel)}`
    case 'acknowledged':
      return 'acknowledged the incident'
    case 'severity-changed':
      return `changed the severity from ${event.from.toUpperCase()} to ${severity(event.to)}`
    case 'commander-changed':
      return `handed command from ${person(event.from)} to ${person(event.to)}`
    case 'updated':
      return `gave an update: ${line(event.text, 300)}`
    case 'noted':
      if (!event.source) return `noted: ${line(event.text, 300)}`
      return deleted(`${event.source.channel}/${event.source.ts}`, incident)
        ? `kept a message of ${person(event.source.author)} that was deleted later`
        : `kept a message of ${person(event.source.author)}: ${line(event.text, 300)}`
    case 'note-edited':
      return deleted(event.source, incident)
        ? 'edited a message that was deleted later'
        : `edited a kept message: ${line(event.text, 300)}`
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
      return `${event.done ? 'finished' : 'changed'} the action item ${itemText(event, incident, line)}`
    case 'postmortem-written':
      return 'wrote the post-mortem draft'
    case 'gap-found':
      return `found a gap: ${line(event.what, 250)}`
    case 'responders-invited':
      return `invited ${people(event.people)}${event.failed.length > 0 ? `; could not invite ${people(event.failed)}` : ''}`
    case 'target-locked':
      return `locked ${line(event.target, 120)}: ${line(event.why, 200)}`
    case 'targets-frozen':
      return frozen(event, line)
    case 'targets-released':
      return `let ${line(namesOf(event.locks), 400)} go`
    case 'target-unlocked':
      return `unlocked ${line(event.target, 120)}${event.of ? `, which ${people([event.of.by])} had locked: ${line(event.of.why, 200)}` : ''}`
    case 'run-started':
      return `started the playbook ${title(event.title, 150)}`
    case 'phase-started':
      return `began phase ${event.phase + 1}, ${line(event.name, 120)}`
    case 'branch-chosen':
      return `chose: ${line(event.when, 150)}`
    case 'run-finished':
      return 'finished the playbook'
    case 'step-done':
      return `did ${title(event.title, 150)}${event.summary ? `: ${line(event.summary, 180)}` : ''}`
    case 'step-skipped':
      return `skipped ${title(event.title, 150)}: ${line(event.reason, 180)}`
    case 'step-assigned':
      return `gave ${title(event.title, 150)} to ${person(event.to)}`
    case 'step-added':
      return `added the step ${title(event.title, 150)}`
    case 'check-started':
      return `ran the check ${title(event.title, 150)}${givenWords(event.given, line)}`
    case 'check-finished':
      return voice.checked(event.passed, event.title, event.summary)
    default:
      return describeRemediation(event, incident, voice)
  }
}

/** Words that their author took back are not repeated. */
const deleted = (source: string, incident: Incident): boolean => incident.kept[source]?.removed === true

function itemText(
  { id, text }: { id: string; text?: string },
  incident: Incident,
  line: Voice['line'],
): string {
  const item = incident.actionItems.find((one) => one.id === id)
  return line(text ?? item?.text ?? id, 200)
}

/** What somebody did to a remediation. */
function describeRemediation(event: RemediationEvent, incident: Incident, voice: Voice): string {
  const { line } = voice
  if (event.type === 'remediation-planned') {
    const { title, plan } = event.remediation
    const asked = `asked for ${voice.title(title, 140)}`
    return title === plan.says ? asked : `${asked}: ${line(plan.says, 250)}`
  }
  const title = voice.title(incident.remediations.find((one) => one.id === event.id)?.title ?? event.id, 140)
  const because = 'reason' in event && event.reason ? `: ${line(event.reason, 200)}` : ''
  switch (event.type) {
    case 'remediation-confirmed':
      return `let ${title} run, which needs no approval`
    case 'remediation-approved':
      return `approved ${title}`
    case 'remediation-rejected':
      return `rejected ${title}${because}`
    case 'remediation-questioned':
      return `asked about ${title}: ${line(event.text, 300)}`
    case 'glass-broken':
      return `BROKE THE GLASS for ${title}, without anybody's approval${because}`
    case 'broken-glass-reviewed':
      return `reviewed the broken glass of ${title}: ${line(event.says, 300)}`
    case 'remediation-settled':
      return `looked, and says that ${title} was ${event.as === 'applied' ? 'made' : 'not made'}: ${line(event.says, 300)}`
    case 'change-kept':
      return `kept ${title} until ${event.until.slice(0, 10)}, to be put back by ${voice.person(event.owner)}${because}`
    case 'change-made-permanent':
      return `made ${title} permanent${because}`
    case 'remediation-expired':
      return `let ${title} expire without approval`
    case 'remediation-stale':
      return `found ${title} out of date: ${line(event.difference, 200)}`
    case 'remediation-started':
      return `began ${title}${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`
    case 'remediation-applied':
      return `applied ${title}: ${line(event.says, 200)}`
    case 'remediation-verified':
      return `verified ${title}: ${line(event.says, 200)}`
    case 'remediation-failed':
      return `saw ${title} fail: ${line(event.says, 200)}`
    case 'remediation-unknown':
      return `lost sight of ${title}: ${line(event.says, 150)}; look at ${line(event.look, 220)}`
  }
}

/** `: flow orders`, where somebody said what the check needs. */
const givenWords = (given: JsonObject | undefined, line: Voice['line']): string =>
  given
    ? `: ${Object.entries(given)
        .map(([name, value]) => `${name} ${line(String(value), 80)}`)
        .join(', ')}`
    : ''

function frozen(
  { locks, why, release }: Extract<IncidentEvent, { type: 'targets-frozen' }>,
  line: Voice['line'],
): string {
  return `froze ${line(namesOf(locks), 400)}: ${line(why, 200)}. Only ${release.join(' or ')} lets them go`
}

/** By their names alone: what kind each is, its lock tells. */
const namesOf = (locks: readonly { target: string }[]): string =>
  locks.map(({ target }) => target.split('/').at(-1) ?? target).join(', ')
