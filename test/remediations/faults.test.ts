import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/practice/control/faults.ts'
import { asked, examples, roomy } from './examples.ts'
import { using } from './using.ts'

const faults: [string, Fault][] = [
  ['the connection breaks before the change', { kind: 'drop' }],
  ['the answer to the change is lost', { kind: 'drop-after' }],
  ['the cluster has too much to do', { kind: 'status', status: 429 }],
  ['the cluster fails', { kind: 'status', status: 500 }],
  ['a right is taken away', { kind: 'status', status: 403 }],
]

describe.each(examples.map((one) => [one.name, one] as const))('%s', (name, example) => {
  test.each(faults)('when %s, a look tells how to go on, and it is made once', async (_, fault) => {
    const world = await roomy()
    const own = using(world, name)
    const plan = await own.plan(await asked(world, example))
    world.faults.order({ call: name === 'delete-pod' ? 'DELETE *' : 'PATCH *', fault, times: 1 })
    await expect(own.apply(plan.data)).rejects.toThrow()
    const found = await own.settle(plan.data)
    expect(['applied', 'not-applied', 'partly']).toContain(found.state)
    if (found.state !== 'applied') await own.apply(plan.data)
    expect(await own.settle(plan.data)).toMatchObject({ state: 'applied' })
    world.pass(90_000)
    expect(await own.verify(plan.data)).toMatchObject({ passed: true })
  })
})
