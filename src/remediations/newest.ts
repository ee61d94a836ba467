import { Conflict } from '../app/ports/cluster.ts'

/** The target no longer is what the plan saw: nothing was done, plan again. */
export class Outdated extends Conflict {
  override name = 'Outdated'
}

const tries = 5

/**
 * Reads and changes on the newest version. A version moves with every status update, so a plan is bound to the
 * values it saw, and the change to the version at which they were seen again: `attempt` reads, throws `Outdated`
 * when the values are others, and changes. Only the conflict between its read and its change is tried again.
 */
export async function onNewest<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Conflict) || error instanceof Outdated || n === tries) throw error
    }
  }
}

/** Written by every change onto what it changes. */
export const remediationOf = (object: { annotations: Record<string, string> }): string | undefined =>
  object.annotations['muster.dev/remediation']
