import { deployment as deploymentSchema } from '../../../cluster/kinds/deployment.ts'
import { isFields, timestamp } from '../../../cluster/object.ts'
import type { World } from '../../../cluster/world.ts'
import { namespace, settingsMap } from './state.ts'

const writer = { manager: 'qflow' }

/** Qflow's settings as they stand in its ConfigMap. */
export function settings(world: World): Record<string, string> {
  const data = world.store.get('configmaps', namespace, settingsMap)?.data
  return isFields(data)
    ? Object.fromEntries(Object.entries(data).map(([key, one]) => [key, String(one)]))
    : {}
}

/** Sets some of them and leaves the rest. */
export function writeSettings(world: World, set: Record<string, string>): void {
  const found = world.store.get('configmaps', namespace, settingsMap)
  if (found) world.store.update('configmaps', { ...found, data: { ...settings(world), ...set } }, writer)
}

/** As `kubectl rollout restart` does. */
export function restartQflow(world: World): void {
  const found = world.store.get('deployments', namespace, 'qflow')
  if (!found) return
  const { metadata, spec, ...rest } = deploymentSchema.parse(found)
  const annotations = {
    ...spec.template.metadata?.annotations,
    'kubectl.kubernetes.io/restartedAt': timestamp(world.clock.now()),
  }
  const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } }
  const generation = (metadata.generation ?? 0) + 1
  world.store.update(
    'deployments',
    { ...rest, metadata: { ...metadata, generation }, spec: { ...spec, template } },
    writer,
  )
}
