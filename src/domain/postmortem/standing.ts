import type { Change, RemediationRecord } from '../remediation.ts'

/** What is different now on one target: from before the first change to after the last. */
export type Standing = { target: string; changes: Change[] }

/** Verified changes that no later one has put back. A restart or an emptied cache leaves nothing behind. */
export function standingChanges(remediations: readonly RemediationRecord[]): Standing[] {
  const byTarget = new Map<string, Map<string, Change>>()
  for (const { name, state, plan } of remediations) {
    if (state !== 'verified' || name === 'flush-cache') continue
    const known = byTarget.get(plan.target) ?? new Map<string, Change>()
    byTarget.set(plan.target, known)
    for (const { what, before, after } of plan.changes)
      known.set(what, { what, before: known.get(what)?.before ?? before, after })
  }
  return [...byTarget].flatMap(([target, known]) => {
    const changes = [...known.values()].filter(
      ({ before, after }) => before !== after && after !== 'restarted',
    )
    return changes.length > 0 ? [{ target, changes }] : []
  })
}
