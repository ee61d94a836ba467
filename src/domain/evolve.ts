import { evolveRun } from './evolve-run.ts'
import type { Incident } from './incident.ts'
import type { IncidentEvent, TimelineEntry } from './incident-event.ts'

/** The incident after `entry`. Total: an event without a case does not compile. */
export function evolve(before: Incident | undefined, entry: TimelineEntry): Incident {
  const { event, at, actor } = entry
  if (event.type === 'declared') return declared(event, at, actor)
  if (!before) throw new Error(`${entry.stream} begins with ${event.type} instead of declared`)
  switch (event.type) {
    case 'channel-opened':
      return { ...before, channel: event.channel }
    case 'acknowledged':
      return {
        ...before,
        status: before.status === 'declared' ? 'acknowledged' : before.status,
        acknowledgedAt: at,
        acknowledgedBy: actor,
      }
    case 'severity-changed':
      return { ...before, severity: event.to }
    case 'commander-changed':
      return { ...before, commander: event.to }
    case 'updated':
      return { ...before, update: { text: event.text, by: actor, at } }
    case 'noted':
      return event.source ? keep(before, `${event.source.channel}/${event.source.ts}`, entry.seq) : before
    case 'note-edited':
      return before
    case 'note-removed': {
      const seq = before.kept[event.source]?.seq ?? entry.seq
      return { ...before, kept: { ...before.kept, [event.source]: { seq, removed: true } } }
    }
    case 'mitigated':
      return { ...before, status: 'mitigated', mitigatedAt: at }
    case 'resolved':
      return { ...before, status: 'resolved', resolvedAt: at, ...(event.cause && { cause: event.cause }) }
    case 'reopened':
      return reopened(before)
    case 'closed':
      return { ...before, status: 'closed', closedAt: at }
    case 'action-item-added':
      return { ...before, actionItems: [...before.actionItems, actionItem(event, actor)] }
    case 'action-item-changed':
      return { ...before, actionItems: before.actionItems.map((item) => changedItem(item, event)) }
    case 'postmortem-written':
      return { ...before, postmortem: { path: event.path, at } }
    case 'gap-found':
      return { ...before, gaps: [...before.gaps, event.what] }
    case 'responders-invited':
      return before
    case 'target-locked': {
      const { type: _, ...lock } = event
      return { ...before, locks: [...(before.locks ?? []), { ...lock, by: actor }] }
    }
    case 'targets-frozen': {
      const { until, why, release } = event
      const frozen = event.locks.map((one) => ({ ...one, until, why, release, by: actor }))
      return { ...before, locks: [...(before.locks ?? []), ...frozen] }
    }
    case 'targets-released': {
      const released = event.locks.map(({ lock }) => lock)
      return { ...before, locks: (before.locks ?? []).filter(({ lock }) => !released.includes(lock)) }
    }
    case 'target-unlocked':
      return { ...before, locks: (before.locks ?? []).filter(({ lock }) => lock !== event.lock) }
    default:
      return evolveRun(before, event, entry)
  }
}

function declared(event: Extract<IncidentEvent, { type: 'declared' }>, at: string, actor: string): Incident {
  return {
    id: `INC-${event.number}`,
    number: event.number,
    title: event.title,
    severity: event.severity,
    status: 'declared',
    ...(event.service && { service: event.service }),
    commander: event.commander,
    declaredBy: actor,
    declaredAt: at,
    runs: [],
    remediations: [],
    actionItems: [],
    kept: {},
    gaps: [],
  }
}

function keep(incident: Incident, source: string, seq: number): Incident {
  return { ...incident, kept: { ...incident.kept, [source]: { seq } } }
}

/** Back to work: what was reached stays in the timeline, but no longer counts. */
function reopened({ resolvedAt: _resolved, mitigatedAt: _mitigated, ...incident }: Incident): Incident {
  return { ...incident, status: incident.acknowledgedAt ? 'acknowledged' : 'declared' }
}

function actionItem(event: Extract<IncidentEvent, { type: 'action-item-added' }>, by: string) {
  const { type: _, ...item } = event
  return { ...item, by }
}

function changedItem(
  item: Incident['actionItems'][number],
  { type: _, id, ...change }: Extract<IncidentEvent, { type: 'action-item-changed' }>,
) {
  return item.id === id ? { ...item, ...change } : item
}
