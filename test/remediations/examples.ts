import type { Scope } from '../../src/domain/right.ts'
import { type Practice, startPractice } from '../cluster/practice.ts'
import { kubectl, limits } from './using.ts'

export type Example = { name: string; input: object; scope: Partial<Scope> }

const most = { 'nqba-worker': { cpu: '8', memory: '16Gi' } }
const inputs: [string, object, Partial<Scope>][] = [
  ['rollback', { deployment: 'nqba-api' }, { deployments: ['nqba-api'] }],
  ['restart', { deployment: 'nqba-api' }, { deployments: ['nqba-api'] }],
  ['scale', { deployment: 'nqba-worker', replicas: 2 }, { deployments: ['nqba-worker'] }],
  [
    'set-config',
    { configmap: 'nqba-config', set: { LOG_LEVEL: 'debug' }, restart: ['nqba-worker'] },
    { configmaps: ['nqba-config'], deployments: ['nqba-worker'] },
  ],
  [
    'fallback-toggle',
    { configmap: 'nqba-config', set: { QUANTUM_FALLBACK_ENABLED: true }, restart: ['nqba-worker'] },
    { configmaps: ['nqba-config'], deployments: ['nqba-worker'] },
  ],
  ['set-autoscaling', { deployment: 'nqba-api', max: 2, min: 1 }, { deployments: ['nqba-api'] }],
  [
    'set-resources',
    { deployment: 'nqba-worker', limits: { memory: '12Gi' }, requests: { cpu: '1200m' } },
    { deployments: ['nqba-worker'] },
  ],
  ['delete-pod', { deployment: 'nqba-api' }, { deployments: ['nqba-api'] }],
]

/** One request of each remediation that changes the cluster, and the part of the service it touches. */
export const examples: Example[] = inputs.map(([name, input, scope]) => ({ name, input, scope }))

/** Beside the pods of each deployment one that never starts, so that a verification asks why. */
async function addsSickPods(world: Practice) {
  for (const component of ['api', 'worker'])
    await kubectl(world).create('pods', {
      metadata: { name: `sick-${component}`, labels: { app: 'nqba-platform', component } },
      spec: { containers: [{ name: 'sick', image: 'nowhere:1' }] },
    })
  world.pass(5_000)
}

/** The input, in a world where not all is well. A pod's name is known only once the world stands. */
export async function asked(world: Practice, { name, input }: Example): Promise<object> {
  await addsSickPods(world)
  if (name !== 'delete-pod') return input
  const [pod] = await world.cluster.pods('nqba-platform', 'component=api')
  return { ...input, pod: pod?.name }
}

/** The practice world, with room for every example. */
export async function roomy(): Promise<Practice> {
  const world = await startPractice()
  world.surroundings = { ...world.surroundings, ...limits({ maxResources: most }) }
  return world
}
