import type { Evidence } from '../../app/ports/instruments.ts'
import { type Refused, refuse } from '../../domain/result.ts'
import type { Settled } from '../remediation.ts'

/** What was found of a target: the mark of this remediation on it, and whether it is as the plan saw it. */
export type Found = { marked: boolean; asBefore: boolean }

/**
 * Neither the mark nor the values prove anything alone: ids come again with a new record, and others set the
 * same values. `before` and `now` complete a sentence about `name`: "has 4 replicas".
 */
export function settledBy(
  { marked, asBefore }: Found,
  { name, what, before, now }: { name: string; what: string; before: string; now: string },
): Settled {
  if (marked && !asBefore) return { state: 'applied', says: `${name} carries the mark of this ${what}` }
  if (!marked && asBefore) return { state: 'not-applied', says: `${name} still ${before}` }
  return {
    state: 'unknown',
    says: marked
      ? `${name} carries the mark of this ${what}, yet ${before}`
      : `${name} ${now}, but not by this ${what}`,
  }
}

export const goneFor = (what: string, name: string): Settled => ({
  state: 'unknown',
  says: `There is no ${what} ${name} any more`,
})

/** A verification that no waiting will make pass. */
export const lost = (summary: string, evidence: string[] = []): Evidence & { failed: true } => ({
  passed: false,
  failed: true,
  summary,
  evidence,
})

/** An undo that would take away what somebody else did since. `difference` says what stands now, and what we left. */
export const changedSince = (difference: string): Refused =>
  refuse('changed', `${difference}: somebody changed it since, so Muster does not put it back`)
