import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { kubectl as kubectlOfQflare } from '../../qflare/commands/kubectl.ts'
import { health, isDown, namespace } from '../programs/state.ts'
import { applyAll, applySettings } from './apply.ts'
import { describeIngress, describeNodes, describePods, listAll } from './describe.ts'

const folder = '/opt/quantum-rerank/deployment/k8s/'

const commands: Record<string, (world: World) => string[]> = {
  'describe pods': describePods,
  'describe nodes': describeNodes,
  'describe ingress': describeIngress,
  'get all': listAll,
  [`apply -f ${folder}`]: (world) => applyAll(world, false),
  [`apply --dry-run=server -f ${folder}`]: (world) => applyAll(world, true),
  [`apply -f ${folder}configmap.yaml`]: (world) => applySettings(world, false),
  [`apply --dry-run=server -f ${folder}configmap.yaml`]: (world) => applySettings(world, true),
}

/** What runs within a pod. */
const inside: Record<string, (world: World) => string[]> = {
  'curl -fsS http://localhost:8000/health': (world) => [
    JSON.stringify({ status: health(world, world.clock.now()) }),
  ],
  'nslookup quantum-rerank-service': () => [
    'Server:    10.96.0.10',
    `Name:      quantum-rerank-service.${namespace}.svc.cluster.local`,
    'Address:   10.96.41.7',
  ],
}

const execution = 'exec deployment/quantum-rerank -- '

/** As far as QuantumRerank's commands use it. There is one kubectl: what is for QFLARE's namespace goes to QFLARE's. */
export const kubectl: StandIn = (args, world) => {
  const [space, ...rest] = args
  if (space !== `--namespace=${namespace}`) return kubectlOfQflare(args, world)
  const words = rest.join(' ')
  if (words.startsWith(execution)) return execute(words.slice(execution.length), world)
  const run = commands[words]
  return run
    ? { code: 0, stdout: run(world) }
    : { code: 1, stderr: ['error: the server does not allow that here'] }
}

function execute(words: string, world: World): Answered {
  if (isDown(world, world.clock.now()))
    return { code: 1, stderr: ['error: no pod of the deployment is ready'] }
  const run = inside[words]
  return run
    ? { code: 0, stdout: run(world) }
    : { code: 126, stderr: ['exec failed: executable not found in $PATH'] }
}
