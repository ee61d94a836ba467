import { Conflict } from '../../app/ports/failures.ts'

/** The target no longer is what the plan saw: nothing was done, plan again. */
export class Outdated extends Conflict {
  override name = 'Outdated'
}

const tries = 5

/**
 * Reads and changes on the newest version. A version moves with every status update, so a plan is bound to the
 * values it saw, and the change to the version at which they were seen again. `look` reads, and throws
 * `Outdated` when the values are others; it answers the change to make, or nothing when it is made already.
 * Only a conflict between the look and the change is tried again. Once `signal` is over nothing is changed.
 */
export async function onNewest(
  signal: AbortSignal,
  look: () => Promise<(() => Promise<void>) | undefined>,
): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      const change = await look()
      signal.throwIfAborted()
      return await change?.()
    } catch (error) {
      if (!(error instanceof Conflict) || error instanceof Outdated || n === tries) throw error
    }
  }
}

/** Written by every change onto what it changes. */
export const remediationOf = (object: { annotations: Record<string, string> }): string | undefined =>
  object.annotations['muster.dev/remediation']
