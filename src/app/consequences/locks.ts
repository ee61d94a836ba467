import type { LockKind } from '../../domain/lock.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { LockChange } from '../ports/store.ts'

/** A verification that nobody ends any more holds its targets no longer than this. */
const verifyingMs = 20 * 60_000

/** Holds all that a remediation changes, for as long as its state may last. */
export function hold(one: RemediationRecord, incident: string, now: Date): LockChange[] {
  const kind = kinds[one.state]
  if (!kind) return [{ release: one.id }]
  const since = now.toISOString()
  const until =
    kind === 'asked'
      ? one.expiresAt
      : kind === 'running'
        ? (one.leaseUntil ?? one.expiresAt)
        : new Date(now.getTime() + verifyingMs).toISOString()
  return [...new Set([one.plan.target, ...(one.plan.touches ?? [])])].map((target) => ({
    take: {
      target,
      holder: one.id,
      kind,
      by: one.requestedBy,
      why: one.plan.says,
      since,
      until,
      incident,
      severity: one.severity,
      // Nothing shall stand between a broken release and its way back.
      ...(one.name === 'rollback' && { urgent: true }),
    },
  }))
}

const kinds: Partial<Record<RemediationRecord['state'], LockKind>> = {
  planned: 'asked',
  approved: 'asked',
  running: 'running',
  applied: 'verifying',
}
