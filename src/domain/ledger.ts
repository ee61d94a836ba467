import type { Incident } from './incident.ts'
import type { RemediationEvent } from './incident-event.ts'
import type { Change, RemediationRecord } from './remediation.ts'
import { ok, type Result, refuse } from './result.ts'

type Decision = Result<RemediationEvent[]>

/** Temporary changes nobody has decided about yet. */
export const standingChanges = (incident: Incident): RemediationRecord[] =>
  incident.remediations.filter(({ standing }) => standing?.state === 'standing')

/** What is still to be put back some day: standing, or kept until a date. */
export const leftovers = (incident: Incident): RemediationRecord[] =>
  incident.remediations.filter(({ standing }) => standing?.state === 'standing' || standing?.state === 'kept')

/** Changes made without approval that nobody has looked at since. */
export const unreviewedGlass = (incident: Incident): RemediationRecord[] =>
  incident.remediations.filter(({ brokenGlass }) => brokenGlass && !brokenGlass.reviewed)

/** Whether there is something to put back, and a way to: made and left, and nothing on the way about it. */
export const undoable = ({ standing, state, plan }: RemediationRecord): boolean =>
  !plan.irreversible &&
  (standing?.state === 'standing' || standing?.state === 'kept') &&
  ['verified', 'failed'].includes(state)

/** What of it is still different: without what passes by itself, and without what a later change put back. */
export function stillChanged(incident: Incident, one: RemediationRecord): Change[] {
  const later = incident.remediations.slice(incident.remediations.indexOf(one) + 1)
  return one.plan.changes.filter(
    ({ what, before, momentary }) =>
      !momentary &&
      !later.some(
        ({ state, plan }) =>
          state === 'verified' &&
          plan.target === one.plan.target &&
          plan.changes.some((change) => change.what === what && change.after === before),
      ),
  )
}

/** Keeps a change for now: somebody puts it back by a date, and is reminded. */
export function keepChange(
  incident: Incident,
  request: { id: string; owner: string; until: string; reason?: string; now: Date },
): Decision {
  const found = left(incident, request.id)
  if (!found.ok) return found
  const { id, owner, until, reason, now } = request
  const time = dueAt(until, now)
  if (Number.isNaN(time)) return refuse('no-date', `“${until.slice(0, 40)}” is not a date: write 2026-12-24`)
  if (time <= now.getTime()) return refuse('past', 'That day is over: name one that is still to come')
  const change = { id, owner, until: new Date(time).toISOString(), ...(reason && { reason }) }
  return ok([{ type: 'change-kept', ...change }])
}

/** A day is due at ten o'clock UTC, which is that day from Hawaii to Auckland; once that is past, when it ends. */
function dueAt(until: string, now: Date): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return Date.parse(until)
  const due = Date.parse(`${until}T10:00:00.000Z`)
  return due <= now.getTime() ? Date.parse(`${until}T23:59:59.000Z`) : due
}

/** What was temporary is how it shall be from now on. */
export function makePermanent(incident: Incident, request: { id: string; reason?: string }): Decision {
  const found = left(incident, request.id)
  if (!found.ok) return found
  const { id, reason } = request
  return ok([{ type: 'change-made-permanent', id, ...(reason && { reason }) }])
}

function left(incident: Incident, id: string): Result<RemediationRecord> {
  const one = incident.remediations.find((each) => each.id === id)
  if (!one) return refuse('no-remediation', 'That remediation is not part of this incident')
  if (leftovers(incident).includes(one)) return ok(one)
  const is = one.standing?.state === 'undone' ? 'put back already' : one.standing ? 'permanent already' : ''
  return refuse('not-standing', `“${one.title}” ${is ? `is ${is}` : 'left nothing to put back'}`)
}
