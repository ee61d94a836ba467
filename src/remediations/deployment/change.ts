import type { Cluster } from '../../app/ports/cluster.ts'
import type { Deployment, Target } from '../../app/ports/cluster-objects.ts'
import { Denied } from '../../app/ports/failures.ts'
import type { Applying } from '../remediation.ts'
import { Outdated, onNewest, remediationOf } from '../safeguards/newest.ts'

export type Bound = { ifVersion: string; remediation: string }

/** How a change tells whether it may still be made: what it finds of itself, and of what the plan saw. */
export type Steps = {
  /** It stands already: with the mark of this remediation, it is done. */
  made(now: Deployment): boolean
  /** Why the plan no longer fits; undefined when it does. */
  outdated(now: Deployment): string | undefined
  change(bound: Bound): Promise<void>
}

/** Changes a deployment once, on the newest version at which the plan still fitted. */
export const changeDeployment = (
  cluster: Cluster,
  target: Target,
  { id, signal }: Pick<Applying, 'id' | 'signal'>,
  { made, outdated, change }: Steps,
): Promise<void> =>
  onNewest(signal, async () => {
    const now = await cluster.deployment(target)
    if (!now) throw new Denied(`There is no deployment ${target.name} any more`)
    if (remediationOf(now) === id && made(now)) return undefined
    const why = outdated(now)
    if (why) throw new Outdated(why)
    return () => change({ ifVersion: now.resourceVersion, remediation: id })
  })
