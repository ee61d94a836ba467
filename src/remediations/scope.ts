import { onAny, onNamed } from '../checks/rights.ts'
import type { Right, Scope } from '../domain/right.ts'

/** Why pods do not start. */
export const seeingEvents = onAny('', 'events', 'list')

/** To change deployments, warn of what stands in the way, and see their rollout through; nothing without one. */
export const changingDeployments = ({ deployments }: Scope, ...further: Right[]): Right[] =>
  deployments.length === 0
    ? []
    : [
        ...onNamed('apps', 'deployments', ['get', 'patch'], deployments),
        onAny('', 'pods', 'list'),
        onAny('policy', 'poddisruptionbudgets', 'list'),
        seeingEvents,
        ...further,
      ]

/** What a rollback goes back to. */
export const seeingRevisions = onAny('apps', 'replicasets', 'list')

export const seeingAutoscalers = onAny('autoscaling', 'horizontalpodautoscalers', 'list')
