import type { RemediationEvent } from '../../domain/incident-event.ts'
import { isLong, type RemediationRecord } from '../../domain/remediation.ts'
import type { Outgoing } from '../ports/store.ts'
import { keys, redraw, room, show } from '../showing.ts'
import { toApprovers } from './approvers.ts'
import { brokenGlass } from './broken-glass.ts'
import { hold } from './locks.ts'
import { entryMessage, type Follows, job, type Situation } from './situation.ts'

/** A plan asks for approval, approval leads to the change, the change to its verification. */
export function ofRemediation(situation: Situation, event: RemediationEvent, seq: number): Follows {
  const { after, now } = situation
  const id = event.type === 'remediation-planned' ? event.remediation.id : event.id
  const one = after.remediations.find((each) => each.id === id)
  if (!one) return {}
  const follows = following(situation, event, seq, one)
  return held.has(event.type) ? { ...follows, locks: hold(one, after.id, now) } : follows
}

/** Events after which a remediation holds its targets anew, or lets them go. */
const held: ReadonlySet<RemediationEvent['type']> = new Set<RemediationEvent['type']>([
  'remediation-planned',
  'remediation-rejected',
  'remediation-expired',
  'remediation-stale',
  'remediation-started',
  'remediation-applied',
  'remediation-verified',
  'remediation-failed',
  'remediation-unknown',
  'remediation-settled',
])

function following(
  situation: Situation,
  event: RemediationEvent,
  seq: number,
  one: RemediationRecord,
): Follows {
  const { after, now } = situation
  const incident = after.id
  const { id } = one
  const thread = { lane: `evidence/${incident}`, thread: keys.approval(id) }
  const jobFor = (kind: string, dueAt = now) =>
    job(kind, `${kind}/${id}`, { incident, remediation: id }, dueAt)
  switch (event.type) {
    case 'remediation-planned': {
      const payload = { picture: { of: 'approval' as const, incident, remediation: id }, place: { incident } }
      const outgoing = [show(keys.approval(id), room(incident), payload), ...toApprovers(incident, one)]
      if (isLong(one.plan)) outgoing.push(entryMessage(incident, 'evidence', seq, thread))
      const next = one.state === 'approved' ? jobFor('apply') : jobFor('expire', new Date(one.expiresAt))
      return { outgoing, jobs: [next] }
    }
    case 'remediation-confirmed':
    case 'remediation-approved':
      return one.state === 'approved' ? { jobs: [jobFor('apply')], cancel: [`expire/${id}`] } : {}
    case 'glass-broken':
      return {
        outgoing: brokenGlass(situation, one),
        jobs: [jobFor('apply')],
        cancel: [`expire/${id}`],
      }
    case 'remediation-questioned':
      return { outgoing: [entryMessage(incident, 'entry', seq, thread)] }
    case 'remediation-rejected':
    case 'remediation-stale':
      return { cancel: [`expire/${id}`] }
    case 'remediation-applied':
      return { jobs: [jobFor('verify')], ...(one.output && { outgoing: [outputOf(incident, id)] }) }
    case 'remediation-settled':
      return event.as === 'applied' ? { jobs: [jobFor('verify')] } : {}
    case 'remediation-verified':
    case 'remediation-failed':
      return {
        ...(event.evidence.length > 0 && { outgoing: [entryMessage(incident, 'evidence', seq, thread)] }),
        // What it undid needs nobody to remember it any more.
        ...(one.undoes && { cancel: [`remind/${one.undoes}`] }),
      }
    case 'change-kept':
      return { jobs: [jobFor('remind', new Date(event.until))] }
    case 'change-made-permanent':
      return { cancel: [`remind/${id}`] }
    case 'remediation-unknown':
      // A message that is only redrawn wakes nobody.
      return { outgoing: [entryMessage(incident, 'entry', seq, { lane: room(incident) })] }
    case 'broken-glass-reviewed':
    case 'remediation-started':
    case 'remediation-expired':
      return {}
  }
}

/** What a command wrote, whole: posted in the request's thread if it was too quick to be shown while it ran. */
const outputOf = (incident: string, remediation: string): Outgoing => ({
  ...redraw(keys.output(remediation), {
    picture: { of: 'output', incident, remediation },
    place: { incident },
    thread: keys.approval(remediation),
  }),
  lane: `output/${remediation}`,
})
