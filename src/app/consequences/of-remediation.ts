import type { RemediationEvent } from '../../domain/incident-event.ts'
import { isLong } from '../../domain/remediation.ts'
import { keys, room, show } from '../showing.ts'
import { entryMessage, type Follows, job, type Situation } from './situation.ts'

/** A plan asks for approval, approval leads to the change, the change to its verification. */
export function ofRemediation({ after, now }: Situation, event: RemediationEvent, seq: number): Follows {
  const incident = after.id
  const jobFor = (kind: string, remediation: string, dueAt = now) =>
    job(kind, `${kind}/${remediation}`, { incident, remediation }, dueAt)
  switch (event.type) {
    case 'remediation-planned': {
      const { id, expiresAt, approvalsNeeded } = event.remediation
      const payload = { picture: { of: 'approval' as const, incident, remediation: id }, place: { incident } }
      const outgoing = [show(keys.approval(id), room(incident), payload)]
      if (isLong(event.remediation.plan)) {
        const at = { lane: `evidence/${incident}`, thread: keys.approval(id) }
        outgoing.push(entryMessage(incident, 'evidence', seq, at))
      }
      const next = approvalsNeeded === 0 ? jobFor('apply', id) : jobFor('expire', id, new Date(expiresAt))
      return { outgoing, jobs: [next] }
    }
    case 'remediation-approved': {
      const approved = after.remediations.find(({ id }) => id === event.id)?.state === 'approved'
      return approved ? { jobs: [jobFor('apply', event.id)], cancel: [`expire/${event.id}`] } : {}
    }
    case 'remediation-rejected':
    case 'remediation-stale':
      return { cancel: [`expire/${event.id}`] }
    case 'remediation-applied':
      return { jobs: [jobFor('verify', event.id)] }
    case 'remediation-verified':
    case 'remediation-failed': {
      if (event.evidence.length === 0) return {}
      const at = { lane: `evidence/${incident}`, thread: keys.approval(event.id) }
      return { outgoing: [entryMessage(incident, 'evidence', seq, at)] }
    }
    case 'remediation-started':
    case 'remediation-expired':
    case 'remediation-unknown':
      return {}
  }
}
