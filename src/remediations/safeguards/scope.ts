import { onAny, onNamed } from '../../checks/rights.ts'
import type { Right, Scope } from '../../domain/right.ts'

/** Why pods do not start. */
export const seeingEvents: Right = { ...onAny('', 'events', 'list'), optional: true }

/** What would be cut short. */
export const seeingBudgets: Right = { ...onAny('policy', 'poddisruptionbudgets', 'list'), optional: true }

/** To change deployments, warn of what stands in the way, and see their rollout through; nothing without one. */
export const changingDeployments = ({ deployments }: Scope, ...further: Right[]): Right[] =>
  deployments.length === 0
    ? []
    : [
        ...onNamed('apps', 'deployments', ['get', 'patch'], deployments),
        onAny('', 'pods', 'list'),
        seeingBudgets,
        seeingEvents,
        ...further,
      ]

/** What a rollback goes back to. */
export const seeingRevisions = onAny('apps', 'replicasets', 'list')

/** Who scales it besides. */
export const seeingAutoscalers: Right = {
  ...onAny('autoscaling', 'horizontalpodautoscalers', 'list'),
  optional: true,
}
