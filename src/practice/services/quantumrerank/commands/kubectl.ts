import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { kubectl as kubectlOfQflare } from '../../qflare/commands/kubectl.ts'
import { namespace } from '../programs/state.ts'
import { applyAll } from './apply.ts'
import { describeNodes, describePods, listNodes, podLimits, startupProbe } from './describe.ts'
import { execute, lastWords } from './inside.ts'
import { applySettings, compareSettings, patchSettings } from './settings.ts'
import {
  describeIngress,
  listAll,
  listAutoscalers,
  listEndpoints,
  listVolumes,
  patchAutoscaler,
} from './surroundings.ts'

const folder = '/opt/quantum-rerank/deployment/k8s/'

/** What is the same whatever it is asked. */
const plain: Record<string, (world: World) => string[]> = {
  'describe pods': describePods,
  'describe ingress': describeIngress,
  'get all': listAll,
  'get pv,pvc': listVolumes,
  'get endpoints --no-headers': listEndpoints,
  'get hpa --no-headers': listAutoscalers,
  [`apply -f ${folder}`]: (world) => applyAll(world, false),
  [`apply --dry-run=server -f ${folder}`]: (world) => applyAll(world, true),
}

/** What asks about the cluster, and not about a namespace. */
const clusterWide: Record<string, (world: World) => string[]> = {
  'cluster-info': () => ['Kubernetes control plane is running at https://10.96.0.1:443'],
  'get nodes --no-headers': listNodes,
  'describe nodes': describeNodes,
}

type Asked = (found: RegExpExecArray, world: World) => Answered

const says = (stdout: string[]): Answered => ({ code: 0, stdout })

/** What depends on words of the line. */
const parsed: [RegExp, Asked][] = [
  [/^get pods --selector=app=quantum-rerank .*custom-columns/, (_, world) => says(podLimits(world))],
  [/^get deployment quantum-rerank .*custom-columns/, () => says(startupProbe())],
  [/^logs (\S+) --previous --tail=\d+$/, ([, pod = ''], world) => lastWords(world, pod)],
  [/^exec deployment\/(\S+) -- (.*)$/, ([, name = '', words = ''], world) => execute(world, name, words)],
  [/^diff -f (\S+\.yaml)$/, ([, path = ''], world) => compareSettings(world, path)],
  [
    /^apply (--dry-run=server )?-f (\S+\.yaml)$/,
    ([, trial, path = ''], world) => says(applySettings(world, path, trial !== undefined)),
  ],
  [
    /^patch configmap quantum-rerank-config (--dry-run=server )?--type=json --patch=(.*)$/,
    ([, trial, body = ''], world) => says(patchSettings(world, body, trial !== undefined)),
  ],
  [
    /^patch hpa quantum-rerank-hpa (--dry-run=server )?--type=merge --patch=(.*)$/,
    ([, trial, body = ''], world) => says(patchAutoscaler(world, body, trial !== undefined)),
  ],
]

/**
 * As far as QuantumRerank's commands use it. There is one kubectl: what is for QFLARE's namespace goes to QFLARE's.
 */
export const kubectl: StandIn = (args, world) => {
  const [space, ...rest] = args
  const wide = clusterWide[args.join(' ')]
  if (wide) return says(wide(world))
  const dump = /^cluster-info dump --namespaces=quantum-rerank --output-directory=(\S+)$/.exec(args.join(' '))
  if (dump) return says([`Cluster info dumped to ${dump[1]}`])
  if (space !== `--namespace=${namespace}`) return kubectlOfQflare(args, world)
  const line = rest.join(' ')
  const run = plain[line]
  if (run) return says(run(world))
  for (const [pattern, answer] of parsed) {
    const found = pattern.exec(line)
    if (found) return orError(() => answer(found, world))
  }
  return { code: 1, stderr: ['error: the server does not allow that here'] }
}

function orError(answer: () => Answered): Answered {
  try {
    return answer()
  } catch (error) {
    return { code: 1, stderr: [error instanceof Error ? error.message : 'unknown error'] }
  }
}
