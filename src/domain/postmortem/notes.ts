import type { TimelineEntry } from '../incident-event.ts'

/** A message kept from Slack, as it reads now: edits followed; once deleted there, without its words. */
export type Note = { text: string; edited: boolean; removed: boolean }

/** Kept messages by the number of the entry that kept them. */
export function followNotes(entries: readonly TimelineEntry[]): ReadonlyMap<number, Note> {
  const notes = new Map<number, Note>()
  const newest = new Map<string, number>()
  for (const { seq, event } of entries) {
    if (event.type === 'noted' && event.source) {
      newest.set(`${event.source.channel}/${event.source.ts}`, seq)
      notes.set(seq, { text: event.text, edited: false, removed: false })
    }
    if (event.type !== 'note-edited' && event.type !== 'note-removed') continue
    const kept = newest.get(event.source)
    if (kept === undefined) continue
    if (event.type === 'note-edited') notes.set(kept, { text: event.text, edited: true, removed: false })
    else notes.set(kept, { text: '', edited: false, removed: true })
  }
  return notes
}

/** When it happened: a kept message was said before somebody kept it. */
export const happenedAt = ({ at, event }: TimelineEntry): string =>
  event.type === 'noted' && event.source ? event.source.at : at

/** In the order in which things happened. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return entries
    .map((entry) => ({ entry, ms: Date.parse(happenedAt(entry)) }))
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ entry }) => entry)
}
