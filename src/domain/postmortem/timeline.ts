import { describe } from '../describe.ts'
import { bot, type IncidentEvent, type TimelineEntry } from '../incident-event.ts'
import { findStep } from '../run.ts'
import type { Facts } from './facts.ts'
import { table } from './literal.ts'
import { followNotes, happenedAt, inOrder, type Note } from './notes.ts'

/** What a later line says again, what another section holds, and what the bot does for itself. */
const untold: readonly IncidentEvent['type'][] = [
  'channel-opened',
  'responders-invited',
  'gap-found',
  'note-edited',
  'note-removed',
  'check-started',
  'remediation-started',
  'action-item-added',
  'action-item-changed',
  'postmortem-written',
]

/** Who did what, when: a table for each day. */
export function timeline(facts: Facts): string {
  const { entries, calendar } = facts
  const notes = followNotes(entries)
  const days = new Map<string, string[][]>()
  for (const entry of inOrder(withoutRepeats(entries))) {
    if (untold.includes(entry.event.type)) continue
    const at = happenedAt(entry)
    const day = calendar.day(at)
    const rows = days.get(day) ?? []
    days.set(day, rows)
    rows.push([calendar.second(at), told(entry, notes.get(entry.seq), facts)])
  }
  const parts = [...days].map(([day, rows]) => `### ${day}\n\n${table(['Time', 'What happened'], rows)}`)
  return [`All times are ${calendar.zone}.`, ...parts].join('\n\n')
}

/** Without looks that found what the same check had found the last time. */
function withoutRepeats(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const newest = new Map<string, string>()
  return entries.filter(({ event }) => {
    if (event.type !== 'check-finished') return true
    const step = `${event.run} ${event.step}`
    const found = `${event.passed} ${event.summary}`
    if (newest.get(step) === found) return false
    newest.set(step, found)
    return true
  })
}

function told(entry: TimelineEntry, note: Note | undefined, facts: Facts): string {
  const { event, actor } = entry
  const { voice, incident } = facts
  if (event.type === 'phase-started') return `**Phase ${event.phase + 1}: ${voice.line(event.name, 120)}**`
  const who = actor === bot ? 'Muster' : voice.person(actor)
  if (event.type === 'noted' && event.source && note)
    return `${kept(event.source.author, note, facts)} _(kept by ${who})_`
  if (event.type === 'commander-changed' && actor === event.from)
    return `${who} handed command to ${voice.person(event.to)}`
  if (event.type === 'commander-changed' && actor === event.to)
    return `${who} took command from ${voice.person(event.from)}`
  if (event.type === 'step-done') {
    const summary = event.summary ? `: ${voice.line(event.summary, 400)}` : ''
    return `${who} ${answered(event, facts) ? 'answered' : 'completed'} ${voice.title(event.title, 200)}${summary}`
  }
  return `${who} ${describe(event, incident, voice)}`
}

function kept(author: string, { text, edited, removed }: Note, { voice }: Facts): string {
  const who = voice.person(author)
  return removed
    ? `A message by ${who}, deleted since`
    : `${who}: “${voice.line(text, 3000)}”${edited ? ' (edited)' : ''}`
}

/** A question's step is answered, not completed. */
function answered(
  event: Extract<IncidentEvent, { type: 'step-done' }>,
  { incident, playbooks }: Facts,
): boolean {
  const run = incident.runs.find(({ id }) => id === event.run)
  const playbook = run && playbooks.get(run.digest)
  return !!playbook && findStep(run, playbook, event.step)?.step.kind === 'ask'
}
