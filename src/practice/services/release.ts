import { deployment as deploymentSchema } from '../cluster/kinds/deployment.ts'
import type { World } from '../cluster/world.ts'

type Release = { namespace: string; deployment: string; image: string; cause: string }

/** Rolls out an image as a delivery pipeline would, in the deployment's first container. */
export function release(world: World, { namespace, deployment, image, cause }: Release): void {
  const found = world.store.get('deployments', namespace, deployment)
  if (!found) return
  const { metadata, spec, ...rest } = deploymentSchema.parse(found)
  const [first, ...others] = spec.template.spec.containers
  const containers = first ? [{ ...first, image }, ...others] : others
  const template = { ...spec.template, spec: { ...spec.template.spec, containers } }
  const annotations = { ...metadata.annotations, 'kubernetes.io/change-cause': cause }
  const generation = (metadata.generation ?? 0) + 1
  world.store.update(
    'deployments',
    { ...rest, metadata: { ...metadata, annotations, generation }, spec: { ...spec, template } },
    { manager: 'deploy-pipeline' },
  )
}

export function imageOf(world: World, namespace: string, deployment: string): string | undefined {
  const found = world.store.get('deployments', namespace, deployment)
  return found ? deploymentSchema.parse(found).spec.template.spec.containers[0]?.image : undefined
}
