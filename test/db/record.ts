import type { Append, NewJob, Outgoing } from '../../src/app/ports/store.ts'

export const start = new Date('2026-11-21T03:00:00.000Z')
export const later = (ms: number) => new Date(start.getTime() + ms)

export type Note = { type: 'noted'; text: string }
export type State = { notes: string[] }

export const note = (text: string): Note => ({ type: 'noted', text })

/** A decision on an incident: `events` on top of `expected`, everything else as in a quiet hour. */
export function decision(
  number: number,
  expected: number,
  events: readonly Note[],
  more: Partial<Append<Note, State>> = {},
): Append<Note, State> {
  const stream = `INC-${number}`
  return {
    stream,
    kind: 'incident',
    expected,
    at: start,
    actor: 'U_ana',
    events,
    state: { notes: events.map(({ text }) => text) },
    summary: {
      stream,
      kind: 'incident',
      number,
      title: 'Dynex is down',
      status: 'declared',
      openedAt: start.toISOString(),
    },
    outgoing: [],
    jobs: [],
    cancel: [],
    ...more,
  }
}

export const outgoing = (key: string, lane = 'INC-1', more: Partial<Outgoing> = {}): Outgoing => ({
  key,
  lane,
  kind: 'post',
  payload: {},
  ...more,
})

export const job = (key: string, dueAt: Date, more: Partial<NewJob> = {}): NewJob => ({
  key,
  kind: 'remind',
  payload: {},
  dueAt,
  ...more,
})
