import type { RemediationEvent } from './incident-event.ts'
import type { RemediationRecord } from './remediation.ts'

type Later = Exclude<RemediationEvent, { type: 'remediation-planned' }>

/**
 * A change that stays stands in the ledger from the moment it may be there: made, or begun and failed, or lost
 * sight of. Putting one back is no change to stand by itself.
 */
export function onTheLedger(
  one: RemediationRecord,
  event: Later,
  at: string,
  actor: string,
): RemediationRecord {
  switch (event.type) {
    case 'remediation-applied':
    case 'remediation-unknown':
      return stands(one, at)
    case 'remediation-failed':
      return event.ran ? stands(one, at) : one
    case 'remediation-settled': {
      if (event.as === 'applied') return stands(one, at)
      const { standing: _, ...never } = one
      return never
    }
    case 'change-kept': {
      const { owner, until, reason } = event
      return {
        ...one,
        standing: { state: 'kept', at, by: actor, owner, until, ...(reason && { reason }) },
      }
    }
    case 'change-made-permanent': {
      const { reason } = event
      return { ...one, standing: { state: 'permanent', at, by: actor, ...(reason && { reason }) } }
    }
    default:
      return one
  }
}

const stands = (one: RemediationRecord, at: string): RemediationRecord =>
  one.plan.lasting && !one.undoes && !one.standing ? { ...one, standing: { state: 'standing', at } } : one

const stays = ({ plan }: RemediationRecord) => plan.changes.filter(({ momentary }) => !momentary)

const open = (one: RemediationRecord) => one.standing?.state === 'standing' || one.standing?.state === 'kept'

/** What `later` has put back: named by it, or the same values as before, one by one. */
function covers(later: RemediationRecord, one: RemediationRecord): boolean {
  if (later.undoes === one.id) return true
  if (later.plan.target !== one.plan.target || stays(one).length === 0) return false
  return stays(one).every(({ what, before }) => restores(later, what, before))
}

const restores = (later: RemediationRecord, what: string, before: string): boolean =>
  stays(later).some((change) => change.what === what && change.after === before)

/**
 * What is put back stands no longer once that is verified; and a change that does nothing but put others back is
 * no temporary change itself.
 */
export function settleLedger(
  all: readonly RemediationRecord[],
  newest: RemediationRecord,
  at: string,
): RemediationRecord[] {
  const earlier = all.filter((one) => one.id !== newest.id && open(one))
  const onlyBack =
    stays(newest).length > 0 &&
    stays(newest).every(({ what, after }) =>
      earlier.some(
        (one) =>
          one.plan.target === newest.plan.target &&
          stays(one).some((change) => change.what === what && change.before === after),
      ),
    )
  return all.map((one) => {
    if (one.id === newest.id && onlyBack && one.standing?.state === 'standing') {
      const { standing: _, ...rest } = one
      return rest
    }
    if (newest.state !== 'verified' || !earlier.includes(one) || !covers(newest, one)) return one
    return { ...one, standing: { state: 'undone', at, by: newest.requestedBy, undoneBy: newest.id } }
  })
}
