import type { Incident } from './incident.ts'
import type { LifecycleEvent, RemediationEvent, Source } from './incident-event.ts'
import { standingChanges } from './ledger.ts'
import { ok, type Result, refuse } from './result.ts'
import type { Severity } from './severity.ts'

type Decision = Result<LifecycleEvent[]>

/** Decides what happens; never does it. Time and I/O belong to the caller. */
export function acknowledge(incident: Incident): Decision {
  if (incident.status !== 'declared') return refuse('already-acknowledged', already(incident, 'acknowledged'))
  return ok([{ type: 'acknowledged' }])
}

export function changeSeverity(incident: Incident, to: Severity): Decision {
  if (over(incident)) return refuse('over', isOver(incident, 'change its severity'))
  if (incident.severity === to)
    return refuse('same-severity', `${incident.id} is ${to.toUpperCase()} already`)
  return ok([{ type: 'severity-changed', from: incident.severity, to }])
}

export function handCommand(incident: Incident, to: string): Decision {
  if (over(incident)) return refuse('over', isOver(incident, 'hand over command'))
  if (incident.commander === to) return refuse('same-commander', `<@${to}> is the commander already`)
  return ok([{ type: 'commander-changed', from: incident.commander, to }])
}

export function update(incident: Incident, text: string): Decision {
  if (incident.status === 'closed') return refuse('closed', `${incident.id} is closed`)
  return ok([{ type: 'updated', text }])
}

export function note(incident: Incident, text: string, source?: Source): Decision {
  if (incident.status === 'closed')
    return refuse('closed', `${incident.id} is closed: add it to the post-mortem`)
  const kept = source && incident.kept[`${source.channel}/${source.ts}`]
  if (kept && !kept.removed) return refuse('already-noted', 'That message is on the timeline already')
  return ok([{ type: 'noted', text, ...(source && { source }) }])
}

/** `source` is `channel/ts`. Messages nobody kept, and notes already removed, change nothing. */
export function followEdit(incident: Incident, source: string, text: string): Decision {
  const kept = incident.kept[source]
  return ok(kept && !kept.removed ? [{ type: 'note-edited', source, text }] : [])
}

export function followDeletion(incident: Incident, source: string): Decision {
  const kept = incident.kept[source]
  return ok(kept && !kept.removed ? [{ type: 'note-removed', source }] : [])
}

export function mitigate(incident: Incident): Decision {
  if (incident.status === 'mitigated') return refuse('already-mitigated', already(incident, 'mitigated'))
  if (over(incident)) return refuse('over', isOver(incident, 'mark it mitigated'))
  return ok([...acknowledgedFirst(incident), { type: 'mitigated' }])
}

/** What waits for approval is withdrawn: nobody shall change production for an incident that is over. */
export function resolve(
  incident: Incident,
  request: { by: string; cause?: string },
): Result<(LifecycleEvent | RemediationEvent)[]> {
  if (incident.status === 'resolved') return refuse('already-resolved', already(incident, 'resolved'))
  if (incident.status === 'closed') return refuse('closed', `${incident.id} is closed`)
  if (incident.severity === 'p0' && request.by !== incident.commander)
    return refuse(
      'commander-only',
      `Only the commander, <@${incident.commander}>, can resolve a P0. Take command with \`/incident lead\` first if they are away.`,
    )
  const busy = incident.remediations.find(({ state }) => ['approved', 'running', 'applied'].includes(state))
  if (busy)
    return refuse('remediation-running', `“${busy.plan.says}” is still running: resolve when it has ended`)
  const unknown = incident.remediations.find(({ state }) => state === 'unknown')
  if (unknown)
    return refuse(
      'unknown',
      `Nobody knows whether “${unknown.plan.says}” was made: look, say so with its buttons, then resolve`,
    )
  const standing = standingChanges(incident)
  if (standing.length > 0) {
    const titles = standing.slice(0, 5).map(({ title }) => `“${title}”`)
    return refuse(
      'standing-changes',
      `What was changed for now still stands: ${titles.join(', ')}. Put each back, keep it with an owner and a date, or make it permanent`,
    )
  }
  const waiting = incident.remediations.filter(({ state }) => state === 'planned')
  return ok([
    ...acknowledgedFirst(incident),
    ...waiting.map(({ id }) => ({ type: 'remediation-rejected' as const, id, reason: withdrawn(incident) })),
    ...(incident.locks ?? [])
      .filter(({ release }) => !release)
      .map(({ lock, target }) => ({ type: 'target-unlocked' as const, lock, target })),
    { type: 'resolved', ...(request.cause && { cause: request.cause }) },
  ])
}

export function reopen(incident: Incident): Decision {
  if (incident.status === 'closed')
    return refuse(
      'closed',
      `${incident.id} is closed for good: declare a new incident and mention ${incident.id}`,
    )
  if (incident.status !== 'resolved') return refuse('not-resolved', `${incident.id} is not resolved`)
  return ok([{ type: 'reopened' }])
}

export function close(incident: Incident): Decision {
  if (incident.status === 'closed') return refuse('already-closed', `${incident.id} is closed already`)
  if (incident.status !== 'resolved')
    return refuse('not-resolved', `Resolve ${incident.id} first: \`/incident resolve <cause>\``)
  return ok([{ type: 'closed' }])
}

export const over = (incident: Incident): boolean =>
  incident.status === 'resolved' || incident.status === 'closed'

function acknowledgedFirst(incident: Incident): LifecycleEvent[] {
  return incident.acknowledgedAt ? [] : [{ type: 'acknowledged' }]
}

const already = (incident: Incident, status: string) =>
  incident.status === status
    ? `${incident.id} is ${status} already`
    : `${incident.id} is past that: it is ${incident.status}`

const withdrawn = (incident: Incident) => `Withdrawn, because ${incident.id} was resolved`

const isOver = (incident: Incident, what: string) =>
  `${incident.id} is ${incident.status}: \`/incident reopen\` it to ${what}`
