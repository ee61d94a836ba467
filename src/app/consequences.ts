import type { Incident } from '../domain/incident.ts'
import type { TimelineEntry } from '../domain/incident-event.ts'
import { over } from '../domain/lifecycle.ts'
import { phaseOf } from '../domain/run.ts'
import type { Organization, Service } from '../domain/service.ts'
import type { NewJob, Outgoing } from './ports/store.ts'
import { keys, redraw, room, type ShowPayload, show } from './showing.ts'
import type { Consequences } from './streams.ts'

type Situation = {
  before: Incident | undefined
  after: Incident
  entries: readonly TimelineEntry[]
  now: Date
  organization: Organization
  service: Service | undefined
}

/** What an event makes necessary: messages, redraws and jobs. Written in the event's own transaction. */
export function consequences(situation: Situation): Consequences {
  const all: Consequences = { outgoing: [], jobs: [], cancel: [] }
  for (const entry of situation.entries) {
    const one = follow(situation, entry)
    all.outgoing.push(...(one.outgoing ?? []))
    all.jobs.push(...(one.jobs ?? []))
    all.cancel.push(...(one.cancel ?? []))
  }
  all.outgoing.push(...redraws(situation))
  if (over(situation.after) && situation.entries.some(({ event }) => event.type !== 'postmortem-written'))
    all.jobs.push(
      job('postmortem', `postmortem/${situation.after.id}`, { incident: situation.after.id }, situation.now),
    )
  return all
}

/** What one entry leads to, besides the redraws that all have in common. */
function follow(
  { after, now, service, organization }: Situation,
  entry: TimelineEntry,
): Partial<Consequences> {
  const { event } = entry
  const incident = after.id
  const inRoom = { incident }
  switch (event.type) {
    case 'channel-opened':
      return { outgoing: furnishing(after, service, organization) }
    case 'gap-found':
      if (after.channel)
        return {
          outgoing: [
            show(keys.entry(incident, entry.seq), `gap/${incident}`, {
              picture: { of: 'gap', incident, seq: entry.seq },
              place: inRoom,
            }),
          ],
        }
      return { outgoing: [announce(after, service, organization)] }
    case 'severity-changed':
    case 'updated':
    case 'resolved':
    case 'reopened':
      return {
        outgoing: [
          show(keys.entry(incident, entry.seq), room(incident), {
            picture: { of: 'entry', incident, seq: entry.seq },
            place: inRoom,
          }),
        ],
      }
    case 'commander-changed':
      return { outgoing: [invite(incident, entry.seq, [event.to])] }
    case 'phase-started': {
      const { run, phase } = event
      return {
        outgoing: [
          show(keys.phase(incident, run, phase), room(incident), {
            picture: { of: 'phase', incident, run, phase },
            place: inRoom,
          }),
        ],
      }
    }
    case 'check-started':
      return {
        jobs: [
          job(
            'check',
            `check/${incident}/${event.run}/${event.step}`,
            { incident, run: event.run, step: event.step },
            now,
          ),
        ],
      }
    case 'check-finished': {
      if (event.evidence.length === 0) return {}
      const thread = keys.phase(incident, event.run, phaseOf(event.step))
      return {
        outgoing: [
          show(keys.entry(incident, entry.seq), `evidence/${incident}`, {
            picture: { of: 'evidence', incident, seq: entry.seq },
            place: inRoom,
            thread,
          }),
        ],
      }
    }
    case 'remediation-planned': {
      const { id, expiresAt, approvalsNeeded } = event.remediation
      const shown = show(keys.approval(id), room(incident), {
        picture: { of: 'approval', incident, remediation: id },
        place: inRoom,
      })
      return approvalsNeeded === 0
        ? { outgoing: [shown], jobs: [applyJob(incident, id, now)] }
        : {
            outgoing: [shown],
            jobs: [job('expire', `expire/${id}`, { incident, remediation: id }, new Date(expiresAt))],
          }
    }
    case 'remediation-approved': {
      const one = after.remediations.find(({ id }) => id === event.id)
      return one?.state === 'approved'
        ? { jobs: [applyJob(incident, event.id, now)], cancel: [`expire/${event.id}`] }
        : {}
    }
    case 'remediation-rejected':
    case 'remediation-stale':
      return { cancel: [`expire/${event.id}`] }
    case 'remediation-applied':
      return { jobs: [job('verify', `verify/${event.id}`, { incident, remediation: event.id }, now)] }
    case 'remediation-verified':
    case 'remediation-failed':
      if (event.evidence.length === 0) return {}
      return {
        outgoing: [
          show(keys.entry(incident, entry.seq), `evidence/${incident}`, {
            picture: { of: 'evidence', incident, seq: entry.seq },
            place: inRoom,
            thread: keys.approval(event.id),
          }),
        ],
      }
    case 'postmortem-written':
      return {
        outgoing: [
          show(keys.postmortem(incident), room(incident), {
            picture: { of: 'postmortem', incident },
            place: inRoom,
          }),
        ],
      }
    default:
      return {}
  }
}

/** The room is there: who and what comes into it, side by side. The card itself waits in the room's lane. */
function furnishing(after: Incident, service: Service | undefined, organization: Organization): Outgoing[] {
  const incident = after.id
  const people = [after.commander, after.declaredBy]
  return [
    {
      key: `${incident}/invite`,
      lane: `invite/${incident}`,
      kind: 'invite',
      payload: { incident, people, responders: true },
    },
    announce(after, service, organization),
    { key: `${incident}/topic`, lane: `topic/${incident}`, kind: 'topic', payload: { incident } },
    { key: `${incident}/bookmarks`, lane: `bookmarks/${incident}`, kind: 'bookmarks', payload: { incident } },
  ]
}

function announce(after: Incident, service: Service | undefined, organization: Organization): Outgoing {
  const channelName = announceIn(service, organization)
  return show(keys.announcement(after.id), `announce/${channelName}`, announced(after.id, channelName))
}

const announceIn = (service: Service | undefined, organization: Organization) =>
  service?.announce ?? organization.channels.incidents

const announced = (incident: string, channelName: string): ShowPayload => ({
  picture: { of: 'announcement', incident },
  place: { channelName },
})

function redraws({ before, after, entries, service, organization }: Situation): Outgoing[] {
  const incident = after.id
  if (!before) return []
  const changed: Outgoing[] = []
  const cardMoves = entries.some(({ event }) => !quiet.has(event.type))
  if (cardMoves)
    changed.push(redraw(keys.card(incident), { picture: { of: 'card', incident }, place: { incident } }))
  if (entries.some(({ event }) => announcing.has(event.type)))
    changed.push(redraw(keys.announcement(incident), announced(incident, announceIn(service, organization))))
  for (const key of new Set(entries.flatMap(({ event }) => touchedPhase(after, event)))) {
    const [run = '', phase = '0'] = key.split('|')
    const ref = { of: 'phase' as const, incident, run, phase: Number(phase) }
    changed.push(redraw(keys.phase(incident, run, ref.phase), { picture: ref, place: { incident } }))
  }
  for (const { event } of entries) {
    if (!('id' in event) || !event.type.startsWith('remediation-')) continue
    changed.push(
      redraw(keys.approval(event.id), {
        picture: { of: 'approval', incident, remediation: event.id },
        place: { incident },
      }),
    )
  }
  return changed
}

/** Events that leave the card as it is. */
const quiet = new Set(['noted', 'note-edited', 'note-removed', 'responders-invited', 'gap-found'])
const announcing = new Set([
  'acknowledged',
  'severity-changed',
  'commander-changed',
  'updated',
  'mitigated',
  'resolved',
  'reopened',
  'closed',
])

function touchedPhase(after: Incident, event: TimelineEntry['event']): string[] {
  if ('run' in event && 'step' in event) return [`${event.run}|${phaseOf(event.step)}`]
  if (event.type === 'branch-chosen') return [`${event.run}|${event.phase}`]
  if (event.type === 'phase-started' && event.phase > 0) return [`${event.run}|${event.phase - 1}`]
  if (event.type === 'run-finished') {
    const run = after.runs.find(({ id }) => id === event.run)
    return run ? [`${run.id}|${run.phase}`] : []
  }
  const id =
    event.type === 'remediation-planned' ? event.remediation.id : 'id' in event ? event.id : undefined
  const one = after.remediations.find((each) => each.id === id)
  return one?.run && one.step ? [`${one.run}|${phaseOf(one.step)}`] : []
}

const invite = (incident: string, seq: number, people: string[]): Outgoing => ({
  key: `${incident}/invite/${seq}`,
  lane: `invite/${incident}`,
  kind: 'invite',
  payload: { incident, people, responders: false },
})

const job = (kind: string, key: string, payload: NewJob['payload'], dueAt: Date): NewJob => ({
  key,
  kind,
  payload,
  dueAt,
})

const applyJob = (incident: string, id: string, now: Date): NewJob =>
  job('apply', `apply/${id}`, { incident, remediation: id }, now)
