import { deployment as deploymentSchema } from '../../../cluster/kinds/deployment.ts'
import type { World } from '../../../cluster/world.ts'
import { deployment, namespace, service } from '../programs/state.ts'
import { leadTo } from './route.ts'
import { applySettings } from './settings.ts'

const writer = { manager: 'kubectl-client-side-apply' }
const leastReplicas = 3

/** The repository leaves the number of pods to the autoscaler, which leaves a deployment of none alone. */
export function applyAll(world: World, isTrial: boolean): string[] {
  const found = world.store.get('deployments', namespace, deployment)
  if (!found) return [`deployment.apps/${deployment} not found`]
  const { metadata, spec, ...rest } = deploymentSchema.parse(found)
  const isSame = spec.replicas > 0
  if (!isSame && !isTrial) {
    const generation = (metadata.generation ?? 0) + 1
    const changed = {
      ...rest,
      metadata: { ...metadata, generation },
      spec: { ...spec, replicas: leastReplicas },
    }
    world.store.update('deployments', changed, writer)
  }
  return [
    ...applySettings(world, 'configmap.yaml', isTrial),
    said(`deployment.apps/${deployment}`, isSame, isTrial),
    said('deployment.apps/redis', true, isTrial),
    said(`service/${service}`, !leadTo(world, deployment, isTrial), isTrial),
    said('ingress.networking.k8s.io/quantum-rerank-ingress', true, isTrial),
  ]
}

const said = (object: string, isSame: boolean, isTrial: boolean): string =>
  `${object} ${isSame ? 'unchanged' : 'configured'}${isTrial ? ' (server dry run)' : ''}`
