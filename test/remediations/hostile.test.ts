import { expect, test } from 'vitest'
import { remediations } from '../../src/remediations/index.ts'
import { asked, examples, roomy } from './examples.ts'

const hostile = [
  '',
  ' ',
  '-n=kube-system',
  '--all',
  '*',
  '../secrets/nqba-db',
  'nqba-api/scale',
  'nqba-api?dryRun=None',
  'nqba-api%2f..%2fnqba-redis',
  'nqba-api\nnqba-redis',
  'nqba-api\u0000',
  'NQBA-API',
  'nqba-аpi',
  '__proto__',
  'constructor',
  '$(kubectl delete ns nqba-platform)',
  "'; DROP TABLE events; --",
  '{{ deployment }}',
  '<!channel>',
  'a'.repeat(10_000),
]

/** Every copy of an input in which one of its texts, keys among them, is a hostile one. */
function spoiled(value: unknown, wrong: string): unknown[] {
  if (typeof value === 'string') return [wrong]
  if (Array.isArray(value))
    return value.flatMap((one, at) => spoiled(one, wrong).map((bad) => value.with(at, bad)))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => [
    ...spoiled(one, wrong).map((bad) => ({ ...value, [key]: bad })),
    Object.fromEntries([...Object.entries(value).filter(([other]) => other !== key), [wrong, one]]),
  ])
}

/** Where a text is only a value that the ConfigMap holds, any is as good as another. */
const isOnlyValue = (planned: unknown): boolean =>
  typeof planned === 'object' && planned !== null && 'configmap' in planned

test.each(examples.map((one) => [one.name, one] as const))(
  'whatever is written into %s, it changes nothing and looks nowhere else',
  async (name, example) => {
    const world = await roomy()
    const input = await asked(world, example)
    const found = remediations.find((one) => one.name === name)
    const { namespace, targets } = world.surroundings.service
    const paths = new Set<string>()
    world.faults.watch(({ call }) => paths.add(call))
    const planned: unknown[] = []
    for (const wrong of hostile)
      for (const bad of spoiled(input, wrong)) {
        const read = found?.input.safeParse(bad)
        if (!read?.success) continue
        const plan = await found?.plan(bad, world.instruments, world.surroundings)
        if (plan?.ok) planned.push(plan.value.data)
      }
    expect(planned.filter((data) => !isOnlyValue(data))).toEqual([])
    const named = [...targets.deployments, ...targets.configmaps].join('|')
    const base = `/apis?/[a-z0-9/]+/namespaces/${namespace}/[a-z]+`
    const own = new RegExp(`^(GET ${base}(/(${named}))?|PATCH ${base}/(${named})\\?dryRun)$`)
    expect([...paths].filter((path) => !own.test(path))).toEqual([])
  },
)
