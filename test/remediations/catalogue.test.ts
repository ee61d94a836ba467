import { describe, expect, test } from 'vitest'
import type { Right, Scope } from '../../src/domain/right.ts'
import { remediations } from '../../src/remediations/index.ts'
import { asked, examples, roomy } from './examples.ts'
import { using } from './using.ts'

/** `patch apps/deployments nqba-api`; the name only where a right has names. */
const singly = ({ group, resource, verbs, names }: Right): string[] =>
  verbs.flatMap((verb) => (names ?? ['']).map((name) => `${verb} ${group}/${resource} ${name}`))

const verbs: Record<string, string> = { PATCH: 'patch', POST: 'create', DELETE: 'delete' }

/** The right that a call of the API needs. */
function rightOf(call: string, rights: readonly Right[]): string {
  const [method = '', path = ''] = call.replace('?dryRun', '').split(' ')
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
