import type { RemediationEvent } from '../../domain/incident-event.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Outgoing } from '../ports/store.ts'
import { keys, redraw, type ShowPayload, show } from '../showing.ts'

/** The request, in the direct messages of those who may approve it. */
export const toApprovers = (incident: string, one: RemediationRecord): Outgoing[] =>
  (one.asked ?? []).map((person) =>
    show(keys.asked(one.id, person), `direct/${person}`, payload(incident, one.id, person)),
  )

/** Drawn again when it is decided, and when it has ended: direct messages need not follow every step. */
export const toApproversAgain = (incident: string, one: RemediationRecord): Outgoing[] =>
  (one.asked ?? []).map((person) => redraw(keys.asked(one.id, person), payload(incident, one.id, person)))

export const decides: ReadonlySet<string> = new Set<RemediationEvent['type']>([
  'remediation-approved',
  'remediation-confirmed',
  'remediation-rejected',
  'remediation-expired',
  'remediation-stale',
  'glass-broken',
  'remediation-verified',
  'remediation-failed',
  'remediation-unknown',
])

const payload = (incident: string, remediation: string, person: string): ShowPayload => ({
  picture: { of: 'approval', incident, remediation, direct: true },
  place: { person },
})
