import { describe } from '../describe.ts'
import { formatDuration } from '../duration.ts'
import type { TimelineEntry } from '../incident-event.ts'
import { between, type Facts } from './facts.ts'
import { actionItems, openQuestions } from './open-ends.ts'
import { checks, remediations, skipped } from './work.ts'

/** A part of the post-mortem: drawn from the record, and the people's once they have edited it. */
export type Section = { id: string; title: string; draw(facts: Facts): string }

export const sections: readonly Section[] = [
  { id: 'summary', title: 'Summary', draw: summary },
  { id: 'impact', title: 'Impact', draw: impact },
  { id: 'people', title: 'People', draw: people },
  { id: 'durations', title: 'Durations', draw: durations },
  { id: 'severity', title: 'Severity', draw: severityChanges },
  { id: 'checks', title: 'What was checked', draw: checks },
  { id: 'remediations', title: 'What was changed', draw: remediations },
  { id: 'skipped', title: 'Steps skipped', draw: skipped },
  { id: 'questions', title: 'Open questions', draw: openQuestions },
  { id: 'action-items', title: 'Action items', draw: actionItems },
  { id: 'timeline', title: 'Timeline', draw: timeline },
]

function summary({ incident, service, voice, time }: Facts): string {
  const what = `${incident.severity.toUpperCase()} on ${service ?? 'no named service'}`
  const told = [
    `${what}: ${voice.line(incident.title, 1000)}. Declared by ${voice.person(incident.declaredBy)} at ${time(incident.declaredAt)}.`,
  ]
  const mitigated = between(incident.declaredAt, incident.mitigatedAt)
  const resolved = between(incident.declaredAt, incident.resolvedAt)
  if (mitigated !== undefined) told.push(`Mitigated after ${formatDuration(mitigated)}.`)
  if (resolved !== undefined) told.push(`Resolved after ${formatDuration(resolved)}.`)
  told.push(incident.cause ? `Cause: ${voice.line(incident.cause, 1000)}.` : 'The cause is not named yet.')
  const changed = incident.remediations.filter(({ state }) => state === 'verified')
  if (changed.length > 0)
    told.push(`What helped: ${changed.map(({ plan }) => voice.line(plan.says, 200)).join('; ')}.`)
  return told.join(' ')
}

function impact({ entries, voice, time }: Facts): string {
  const updates = entries.flatMap(({ at, event }) =>
    event.type === 'updated' ? [`- ${time(at)}: ${voice.line(event.text, 1000)}`] : [],
  )
  const told = updates.length > 0 ? ['Told to stakeholders meanwhile:', '', ...updates, ''] : []
  return [...told, '_Who noticed, how many, what could they not do, and for how long? Write it here._'].join(
    '\n',
  )
}

function people({ incident, entries, voice }: Facts): string {
  const commanders = [
    ...new Set(
      entries.flatMap(({ event }) =>
        event.type === 'declared' ? [event.commander] : event.type === 'commander-changed' ? [event.to] : [],
      ),
    ),
  ]
  const hands = [...new Set(entries.map(({ actor }) => actor))].filter(
    (who) => who !== 'muster' && !commanders.includes(who),
  )
  const approvers = [
    ...new Set(incident.remediations.flatMap(({ approvals }) => approvals.map(({ by }) => by))),
  ]
  const lines = [
    `- Commander: ${commanders.map(voice.person).join(', then ')}`,
    `- Declared by ${voice.person(incident.declaredBy)}`,
    ...(incident.acknowledgedBy ? [`- Acknowledged by ${voice.person(incident.acknowledgedBy)}`] : []),
    ...(hands.length > 0 ? [`- Responders: ${hands.map(voice.person).join(', ')}`] : []),
    ...(approvers.length > 0 ? [`- Approvers: ${approvers.map(voice.person).join(', ')}`] : []),
  ]
  return lines.join('\n')
}

function durations({ incident, playbooks }: Facts): string {
  const since = (to: string | undefined) => {
    const ms = between(incident.declaredAt, to)
    return ms === undefined ? 'not reached' : formatDuration(ms)
  }
  const rows = [
    ['To acknowledge', since(incident.acknowledgedAt), ''],
    ['To mitigate', since(incident.mitigatedAt), ''],
    ['To resolve', since(incident.resolvedAt), ''],
  ]
  for (const run of incident.runs) {
    const playbook = playbooks.get(run.digest)
    for (const [index, record] of run.phases.entries()) {
      if (!record.startedAt) continue
      const phase = playbook?.phases[index]
      const ms = between(record.startedAt, record.endedAt ?? incident.resolvedAt)
      const budget = phase?.withinMs
      const over = budget !== undefined && ms !== undefined && ms > budget ? ', over' : ''
      rows.push([
        `Phase: ${phase?.name ?? index + 1}`,
        ms === undefined ? 'not ended' : formatDuration(ms),
        budget === undefined ? '' : `${formatDuration(budget)}${over}`,
      ])
    }
  }
  return table(['', 'Took', 'Budget'], rows)
}

function severityChanges({ entries, voice, time }: Facts): string {
  const changes = entries.flatMap(({ at, actor, event }) =>
    event.type === 'severity-changed'
      ? [`- ${time(at)}: ${event.from.toUpperCase()} → ${event.to.toUpperCase()}, by ${voice.person(actor)}`]
      : [],
  )
  return changes.length > 0 ? changes.join('\n') : 'Unchanged from declaration to resolution.'
}

function timeline(facts: Facts): string {
  const { entries, time, timeZone } = facts
  const told = entries.filter(({ event }) => event.type !== 'postmortem-written')
  const lines = told.map((entry) => {
    const own = entry.event.type === 'noted' && entry.event.source ? entry.event.source.at : entry.at
    return { own, text: `- \`${time(own)}\` ${entryText(entry, facts)}` }
  })
  const ordered = lines.toSorted((a, b) => Date.parse(a.own) - Date.parse(b.own))
  return [`All times ${timeZone}.`, '', ...ordered.map(({ text }) => text)].join('\n')
}

/** Messages deleted in Slack since they were kept leave a line, but not their words. */
function entryText({ seq, actor, event }: TimelineEntry, { incident, voice }: Facts): string {
  const gone =
    event.type === 'noted' && Object.values(incident.kept).some((kept) => kept.removed && kept.seq === seq)
  const who = actor === 'muster' ? 'Muster' : voice.person(actor)
  return gone ? `${who} kept a message that was deleted later` : `${who} ${describe(event, incident, voice)}`
}

/** A Markdown table; cells must be single lines already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
