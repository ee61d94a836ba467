import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent } from '../../domain/incident-event.ts'
import { phaseOf } from '../../domain/run.ts'
import type { Outgoing } from '../ports/store.ts'
import { keys, redraw } from '../showing.ts'
import { announceAgain } from './announcement.ts'
import { decides, toApproversAgain } from './approvers.ts'
import { brokenGlassAgain } from './broken-glass.ts'
import type { Situation } from './situation.ts'

/** Messages that look different after what happened. Asked for several times, each is drawn once. */
export function redraws(situation: Situation): Outgoing[] {
  const { before, after, entries } = situation
  if (!before) return []
  const events = entries.map(({ event }) => event)
  const incident = after.id
  const place = { incident }
  return [
    ...(events.every(({ type }) => quiet.has(type))
      ? []
      : [redraw(keys.card(incident), { picture: { of: 'card', incident }, place })]),
    ...(events.some(({ type }) => announced.has(type)) ? [announceAgain(situation)] : []),
    ...(after.postmortem && events.some(({ type }) => type.startsWith('action-item-'))
      ? [redraw(keys.postmortem(incident), { picture: { of: 'postmortem', incident }, place })]
      : []),
    ...touchedPhases(before, after, events).map(({ run, phase }) =>
      redraw(keys.phase(incident, run, phase), { picture: { of: 'phase', incident, run, phase }, place }),
    ),
    ...remediationsAgain(situation, events),
  ]
}

type Type = IncidentEvent['type']

/** Events that leave the card as it is. */
const quiet: ReadonlySet<Type> = new Set<Type>([
  'noted',
  'note-edited',
  'note-removed',
  'responders-invited',
  'gap-found',
])

/** Events that those who only read the announcement channel should know. */
const announced: ReadonlySet<Type> = new Set<Type>([
  'acknowledged',
  'severity-changed',
  'commander-changed',
  'updated',
  'mitigated',
  'resolved',
  'reopened',
  'closed',
])

/** Requests that look different: the one decided on, and the one it puts back. */
function remediationsAgain(situation: Situation, events: readonly IncidentEvent[]): Outgoing[] {
  const { after } = situation
  const incident = after.id
  const ids = new Set(events.flatMap(decidedOn))
  const own = after.remediations.filter(({ id }) => ids.has(id))
  const undone = after.remediations.filter(({ id }) => own.some(({ undoes }) => undoes === id))
  const has = (types: (type: Type) => boolean, { id }: { id: string }) =>
    events.some((event) => types(event.type) && 'id' in event && event.id === id)
  return [
    ...[...new Set([...own, ...undone])].map(({ id: remediation }) =>
      redraw(keys.approval(remediation), {
        picture: { of: 'approval', incident, remediation },
        place: { incident },
      }),
    ),
    ...own
      .filter((one) => has((type) => decides.has(type), one))
      .flatMap((one) => toApproversAgain(incident, one)),
    ...own
      .filter((one) => has((type) => type === 'broken-glass-reviewed', one))
      .flatMap((one) => brokenGlassAgain(situation, one)),
  ]
}

const decidedOn = (event: IncidentEvent): string[] =>
  'id' in event && aboutRemediation.test(event.type) ? [event.id] : []
const aboutRemediation = /^(?:remediation|change|glass|broken-glass)-/

type PhaseName = { run: string; phase: number }

function touchedPhases(before: Incident, after: Incident, events: readonly IncidentEvent[]): PhaseName[] {
  const touched = new Map<string, PhaseName>()
  for (const one of putBack(before, after)) touched.set(`${one.run}/${one.phase}`, one)
  for (const event of events)
    for (const one of touchedBy(after, event)) touched.set(`${one.run}/${one.phase}`, one)
  return [...touched.values()]
}

/** Phases with a step whose change has just been put back. */
const putBack = (before: Incident, after: Incident): PhaseName[] =>
  after.remediations.flatMap((one, nth) =>
    one.run &&
    one.step &&
    one.standing?.state === 'undone' &&
    before.remediations[nth]?.standing?.state !== 'undone'
      ? [{ run: one.run, phase: phaseOf(one.step) }]
      : [],
  )

function touchedBy(after: Incident, event: IncidentEvent): PhaseName[] {
  if ('run' in event && 'step' in event) return [{ run: event.run, phase: phaseOf(event.step) }]
  if (event.type === 'branch-chosen') return [{ run: event.run, phase: event.phase }]
  if (event.type === 'phase-started')
    return event.phase > 0 ? [{ run: event.run, phase: event.phase - 1 }] : []
  if (event.type === 'run-finished') {
    const run = after.runs.find(({ id }) => id === event.run)
    return run ? [{ run: run.id, phase: run.phase }] : []
  }
  // A closed incident's phases lose their buttons.
  if (event.type === 'closed')
    return after.runs.filter(({ endedAt }) => !endedAt).map(({ id, phase }) => ({ run: id, phase }))
  const id =
    event.type === 'remediation-planned' ? event.remediation.id : 'id' in event ? event.id : undefined
  const one = after.remediations.find((each) => each.id === id)
  return one?.run && one.step ? [{ run: one.run, phase: phaseOf(one.step) }] : []
}
