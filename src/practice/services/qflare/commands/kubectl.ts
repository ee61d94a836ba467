import { isReady, pod as podSchema } from '../../../cluster/kinds/pod.ts'
import type { World } from '../../../cluster/world.ts'
import type { StandIn } from '../../../machine/stand-in.ts'
import { namespace } from '../programs/state.ts'

const name = 'postgres-0'

/** The pod that is postgres-0 here: it comes of a deployment, so its own name is another. */
const found = (world: World) =>
  world.store.list('pods', namespace).find((one) => one.metadata.labels?.app === 'postgres')

/** As far as QFLARE's commands use it: `get`, `delete` and `wait` for the pod of the database. */
export const kubectl: StandIn = ([space, verb, ...args], world) => {
  if (space !== `--namespace=${namespace}` || !args.some((one) => one.endsWith(name)))
    return { code: 1, stderr: ['error: the server does not allow that here'] }
  const pod = found(world)
  if (!pod) return { code: 1, stderr: [`Error from server (NotFound): pods "${name}" not found`] }
  if (verb === 'get') return { code: 0, stdout: [`pod/${name}`] }
  if (verb === 'delete') {
    world.store.remove('pods', namespace, pod.metadata.name)
    return { code: 0, stdout: [`pod "${name}" deleted`] }
  }
  if (verb === 'wait' && isReady(podSchema.parse(pod)))
    return { code: 0, stdout: [`pod/${name} condition met`] }
  return { code: 1, stderr: [`error: timed out waiting for the condition on pods/${name}`] }
}
