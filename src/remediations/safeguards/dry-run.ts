import { Denied } from '../../app/ports/failures.ts'
import { type Refused, refuse } from '../../domain/result.ts'
import { onNewest } from './newest.ts'

type Versioned = { resourceVersion: string }

/** Stands in the mark of a dry run, which nobody ever sees again. */
const remediation = 'plan'

/**
 * Asks the API server whether it would take the change (validation, admission, quota, rights), and changes
 * nothing. Its no is a refused plan. `seen` moves on by itself; `again` reads it anew when it has.
 */
export async function dryRun(
  signal: AbortSignal,
  seen: Versioned,
  again: () => Promise<Versioned | undefined>,
  change: (bound: { ifVersion: string; remediation: string; dryRun: true }) => Promise<void>,
): Promise<Refused | undefined> {
  let known: Versioned | undefined = seen
  try {
    await onNewest(signal, async () => {
      const newest = known ?? (await again())
      known = undefined
      if (!newest) throw new Denied('It was deleted just now')
      return () => change({ ifVersion: newest.resourceVersion, remediation, dryRun: true })
    })
  } catch (error) {
    if (error instanceof Denied) return refuse('denied', error.message)
    throw error
  }
  return undefined
}
