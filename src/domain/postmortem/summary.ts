import { formatDuration } from '../duration.ts'
import { over } from '../lifecycle.ts'
import type { RemediationState } from '../remediation.ts'
import { between, type Facts, listed, moment, sentence } from './facts.ts'

/** The incident in a paragraph or two, for somebody who reads nothing else. */
export function summary(facts: Facts): string {
  const { incident, voice } = facts
  return [
    `${declared(facts)} ${course(facts)}`,
    incident.cause
      ? sentence(`The cause: ${voice.line(incident.cause, 1000)}`)
      : 'The cause has not been named yet.',
    changed(facts),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

function declared({ incident, service, entries, voice, calendar }: Facts): string {
  const { declaredAt: at } = incident
  const first = entries.find(({ event }) => event.type === 'declared')?.event
  const severity = first?.type === 'declared' ? first.severity : incident.severity
  const now = severity === incident.severity ? '' : ` (later ${incident.severity.toUpperCase()})`
  const when = `On ${calendar.day(at)} at ${calendar.minute(at)} (${calendar.zone}, ${calendar.offset(at)})`
  const where = service ? ` on ${voice.line(service, 100)}` : ''
  return `${when}, ${voice.person(incident.declaredBy)} declared a ${severity.toUpperCase()}${now}${where}: “${voice.line(incident.title, 1000)}”.`
}

/** Only what was reached; "after" always counts from the declaration. */
function course(facts: Facts): string {
  const { incident, entries } = facts
  const { declaredAt, acknowledgedAt, mitigatedAt, resolvedAt } = incident
  const reached = (
    [
      ['acknowledged', acknowledgedAt],
      ['mitigated', mitigatedAt],
      ['resolved', resolvedAt],
    ] as const
  ).flatMap(([what, at]) => {
    const ms = between(declaredAt, at)
    return ms === undefined ? [] : [`${what} after ${formatDuration(ms)}`]
  })
  const told = reached.length > 0 ? [`It was ${listed(reached)}.`] : []
  const again = entries.flatMap(({ at, event }) => (event.type === 'reopened' ? [moment(facts, at)] : []))
  if (again.length > 0) told.push(`Meanwhile it was reopened at ${listed(again)}.`)
  if (!over(incident)) told.push('It is not resolved yet.')
  return told.join(' ')
}

function changed(facts: Facts): string {
  const titles = (...states: RemediationState[]) =>
    facts.incident.remediations
      .filter(({ state }) => states.includes(state))
      .map(({ title, endedAt }) => {
        const at = endedAt ? ` at ${moment(facts, endedAt)}` : ''
        return `${facts.voice.title(title, 200)}${at}`
      })
  const worked = titles('verified')
  const not = titles('failed', 'unknown')
  const told = [
    ...(worked.length > 0 ? [`Changed in production and verified: ${listed(worked)}.`] : []),
    ...(not.length > 0 ? [`Tried, but not known to have worked: ${listed(not)}.`] : []),
  ]
  return told.join(' ')
}

export function impact(facts: Facts): string {
  const { entries, voice } = facts
  const updates = entries.flatMap(({ at, actor, event }) =>
    event.type === 'updated'
      ? [`- ${moment(facts, at)}, ${voice.person(actor)}: ${voice.line(event.text, 1000)}`]
      : [],
  )
  const told = updates.length > 0 ? ['', 'What stakeholders were told meanwhile:', '', ...updates] : []
  return ['_To be written: who noticed, how many, what could they not do, and for how long?_', ...told].join(
    '\n',
  )
}

export function severityChanges(facts: Facts): string {
  const { entries, voice } = facts
  const changes = entries.flatMap(({ at, actor, event }) =>
    event.type === 'severity-changed'
      ? [
          `- ${moment(facts, at)}: from ${event.from.toUpperCase()} to ${event.to.toUpperCase()}, by ${voice.person(actor)}`,
        ]
      : [],
  )
  return changes.length > 0
    ? changes.join('\n')
    : `${facts.incident.severity.toUpperCase()} from beginning to end.`
}
