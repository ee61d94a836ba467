import { describe, expect, test } from 'vitest'
import type { Right, Scope } from '../../src/domain/right.ts'
import { remediations } from '../../src/remediations/index.ts'
import { type Practice, startPractice } from '../cluster/practice.ts'
import { limits, using } from './using.ts'

type Example = { name: string; input: object; scope: Partial<Scope> }

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
]
const examples: Example[] = inputs.map(([name, input, scope]) => ({ name, input, scope }))

/** The pod's name is known only once the world stands. */
async function asked(world: Practice, { name, input }: Example): Promise<object> {
  if (name !== 'delete-pod') return input
  const [pod] = await world.cluster.pods('nqba-platform', 'component=api')
  return { ...input, pod: pod?.name }
}
examples.push({ name: 'delete-pod', input: { deployment: 'nqba-api' }, scope: { deployments: ['nqba-api'] } })

async function roomy(): Promise<Practice> {
  const world = await startPractice()
  world.surroundings = { ...world.surroundings, ...limits({ maxResources: most }) }
  return world
}

/** `patch apps/deployments nqba-api`; the name only where a right has names. */
const singly = ({ group, resource, verbs, names }: Right): string[] =>
  verbs.flatMap((verb) => (names ?? ['']).map((name) => `${verb} ${group}/${resource} ${name}`))

const verbs: Record<string, string> = { PATCH: 'patch', POST: 'create', DELETE: 'delete' }

/** The right that a call of the API needs. */
function rightOf(call: string, rights: readonly Right[]): string {
  const [method = '', path = ''] = call.split(' ')
  const [, group = '', resource = '', name = ''] =
    /^\/api(?:s\/([^/]+))?\/v\d\/namespaces\/[^/]+\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? []
  const verb = verbs[method] ?? (name ? 'get' : 'list')
  const limited = rights.some((one) => one.resource === resource && one.verbs.includes(verb) && one.names)
  return `${verb} ${group}/${resource} ${limited ? name : ''}`
}

const none: Scope = { deployments: [], configmaps: [], caches: [] }

describe.each(examples.map((one) => [one.name, one] as const))('%s', (name, example) => {
  const found = remediations.find((one) => one.name === name)
  const rights = found?.rights({ ...none, ...example.scope }) ?? []

  test('planned twice, minutes apart, is the same plan', async () => {
    const world = await roomy()
    const input = await asked(world, example)
    const { warnings: _, ...first } = await using(world, name).plan(input)
    world.pass(600_000)
    const { warnings: __, ...second } = await using(world, name).plan(input)
    expect(second).toEqual(first)
  })

  test('names every right that it uses from plan to undo, and no other', async () => {
    const world = await roomy()
    const input = await asked(world, example)
    const used = new Set<string>()
    const stop = world.faults.watch(({ call, when }) => {
      if (when === 'before') used.add(rightOf(call, rights))
    })
    const own = using(world, name)
    const plan = await own.plan(input)
    expect(plan.warnings.filter((warning) => warning.includes('not known'))).toEqual([])
    await own.settle(plan.data)
    await own.apply(plan.data)
    await own.verify(plan.data)
    world.pass(90_000)
    expect(await own.verify(plan.data)).toMatchObject({ passed: true })
    if (found?.undo) expect(await own.undo(plan.data)).toMatchObject({ ok: true })
    stop()
    expect([...used].sort()).toEqual(rights.flatMap(singly).sort())
  })

  test('asks for nothing on nothing: a rule without names would be a rule on all', () => {
    expect(found?.rights(none)).toEqual([])
  })
})

test('every remediation of the cluster is among these examples', () => {
  const named = remediations.filter((one) => one.rights({ ...none, deployments: ['x'] }).length > 0)
  expect(named.map(({ name }) => name).sort()).toEqual(examples.map(({ name }) => name).sort())
})

test.each(remediations.map((one) => [one.name, one] as const))(
  '%s refuses input it does not know',
  (_, one) => {
    expect(one.input.safeParse({ nonsense: 1 }).success).toBe(false)
  },
)
