import { fieldAt, isFields } from '../../../cluster/object.ts'
import type { World } from '../../../cluster/world.ts'
import { namespace, service } from '../programs/state.ts'

const writer = { manager: 'kubectl-client-side-apply' }

/** Lets the service lead to pods with that label; says whether it did not before. */
export function leadTo(world: World, app: string, isTrial = false): boolean {
  const found = world.store.get('services', namespace, service)
  if (!found || fieldAt(found, 'spec.selector.app') === app) return false
  const spec = isFields(found.spec) ? found.spec : {}
  if (!isTrial) world.store.update('services', { ...found, spec: { ...spec, selector: { app } } }, writer)
  return true
}
