import type { IncidentEvent } from '../../domain/incident-event.ts'
import type { Role } from '../../domain/service.ts'
import type { LockChange, Outgoing } from '../ports/store.ts'
import { keys, room, show } from '../showing.ts'
import { announce } from './announcement.ts'
import { ofRun } from './of-run.ts'
import { entryMessage, type Follows, type Situation } from './situation.ts'

/** What one event leads to, besides the redraws that all have in common. */
export function ofLifecycle(situation: Situation, event: IncidentEvent, seq: number): Follows {
  const { after } = situation
  const incident = after.id
  switch (event.type) {
    case 'channel-opened':
      return { outgoing: furnishing(situation) }
    case 'gap-found':
      if (!after.channel) return { outgoing: [announce(situation)] }
      return { outgoing: [entryMessage(incident, 'gap', seq, { lane: `gap/${incident}` })] }
    case 'severity-changed':
    case 'updated':
    case 'resolved':
    case 'reopened':
      return { outgoing: [entryMessage(incident, 'entry', seq, { lane: room(incident) })] }
    case 'commander-changed':
      return { outgoing: [invite(incident, `invite/${seq}`, [event.to], false)] }
    case 'postmortem-written': {
      const payload = { picture: { of: 'postmortem' as const, incident }, place: { incident } }
      return { outgoing: [show(keys.postmortem(incident), room(incident), payload)] }
    }
    case 'declared':
    case 'acknowledged':
    case 'noted':
    case 'note-edited':
    case 'note-removed':
    case 'mitigated':
    case 'closed':
    case 'action-item-added':
    case 'action-item-changed':
    case 'responders-invited':
      return {}
    case 'target-locked':
    case 'target-unlocked':
      return {
        outgoing: [entryMessage(incident, 'entry', seq, { lane: room(incident) })],
        locks: byHand(situation, event.lock),
      }
    case 'targets-released':
      return {
        outgoing: [entryMessage(incident, 'entry', seq, { lane: room(incident) })],
        locks: event.locks.map(({ lock }) => ({ release: lock })),
      }
    case 'targets-frozen':
      return {
        outgoing: [
          entryMessage(incident, 'entry', seq, { lane: room(incident) }),
          ...(after.channel ? releasers(incident, event.release) : []),
        ],
        locks: event.locks.flatMap(({ lock }) => byHand(situation, lock)),
      }
    default:
      return ofRun(situation, event, seq)
  }
}

/** A lock that somebody took by hand in this incident, or let go. */
function byHand({ after, now }: Situation, holder: string): LockChange[] {
  const lock = after.locks?.find((one) => one.lock === holder)
  if (!lock) return [{ release: holder }]
  const { target, by, why, until, release } = lock
  const since = now.toISOString()
  return [
    {
      take: {
        target,
        holder,
        kind: 'hand',
        by,
        why,
        since,
        until,
        incident: after.id,
        ...(release && { release }),
      },
    },
  ]
}

/** The room is there: who and what comes into it, side by side. The card itself waits in the room's lane. */
function furnishing(situation: Situation): Outgoing[] {
  const { id: incident, commander, declaredBy, locks } = situation.after
  const payload = { incident }
  return [
    invite(incident, 'invite', [commander, declaredBy], true),
    ...(locks ?? []).flatMap(({ release }) => releasers(incident, release)),
    announce(situation),
    { key: `${incident}/topic`, lane: `topic/${incident}`, kind: 'topic', payload },
    { key: `${incident}/bookmarks`, lane: `bookmarks/${incident}`, kind: 'bookmarks', payload },
  ]
}

/** What a playbook froze is let go by some people only: they are brought in, once for all that is frozen. */
const releasers = (incident: string, roles: readonly Role[] = []): Outgoing[] =>
  roles.length === 0
    ? []
    : [
        {
          key: `${incident}/invite/${roles.join('-')}`,
          lane: `invite/${incident}`,
          kind: 'invite',
          payload: { incident, people: [], responders: false, roles: [...roles] },
        },
      ]

const invite = (incident: string, name: string, people: string[], responders: boolean): Outgoing => ({
  key: `${incident}/${name}`,
  lane: `invite/${incident}`,
  kind: 'invite',
  payload: { incident, people, responders },
})
