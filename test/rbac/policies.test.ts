import { expect, test } from 'vitest'
import { startPractice } from '../cluster/practice.ts'
import { examples } from '../remediations/examples.ts'
import { kubectl, limits, using } from '../remediations/using.ts'
import { type Asked, refusals, update } from './admission.ts'
import { requestsOf } from './requests.ts'

const flushes = [
  { name: 'flush-cache', input: { cache: 'nqba-cache', pattern: 'nqba:quota:*' } },
  { name: 'flush-cache', input: { cache: 'nqba-cache' } },
]

const kindOf = ({ operation, resource }: Asked): string => `${operation} ${resource}`

test('everything that remediations and their undo really ask of the cluster is let through', async () => {
  const world = await startPractice()
  const most = { maxResources: { 'nqba-worker': { cpu: '8', memory: '16Gi' } } }
  world.surroundings = { ...world.surroundings, ...limits(most) }
  const made = new Map<string, string[]>()
  const refused: [string, string[]][] = []

  async function run(label: string, name: string, input: object): Promise<unknown> {
    const one = using(world, name, label)
    const { data } = await one.plan(input)
    const requests = await requestsOf(world, () => one.apply(data))
    made.set(label, [...new Set(requests.map(kindOf))])
    for (const request of requests) {
      const said = refusals(request)
      if (said.length > 0) refused.push([label, said])
    }
    world.pass(90_000)
    return data
  }

  for (const [n, { name, input }] of [...examples, ...flushes].entries()) {
    const [pod] = await world.cluster.pods('nqba-platform', 'component=api')
    const which = name === 'delete-pod' ? { pod: pod?.name } : {}
    const data = await run(`${n} ${name}`, name, { ...input, ...which })
    if (name === 'restart' || name === 'delete-pod' || name === 'flush-cache') continue
    const undone = await using(world, name, `${n} ${name}`).undo(data)
    if (!undone.ok) throw new Error(undone.refusal.says)
    await run(`${n} undo of ${name}`, undone.value.name, undone.value.input)
  }

  expect(refused).toEqual([])
  const deployment = ['UPDATE deployments']
  const settings = ['UPDATE configmaps', 'UPDATE deployments']
  const autoscaler = ['UPDATE horizontalpodautoscalers']
  expect([...made]).toEqual([
    ['0 rollback', deployment],
    ['0 undo of rollback', deployment],
    ['1 restart', deployment],
    ['2 scale', deployment],
    ['2 undo of scale', deployment],
    ['3 set-config', settings],
    ['3 undo of set-config', settings],
    ['4 fallback-toggle', settings],
    ['4 undo of fallback-toggle', settings],
    ['5 set-autoscaling', autoscaler],
    ['5 undo of set-autoscaling', autoscaler],
    ['6 set-resources', deployment],
    ['6 undo of set-resources', deployment],
    ['7 delete-pod', ['DELETE pods']],
    ['8 flush-cache', ['CONNECT pods/exec']],
    ['9 flush-cache', ['CONNECT pods/exec']],
  ])

  // An autoscaler changed through autoscaling/v1 is shown to the policy as v2: no way round it.
  const name = 'nqba-api'
  const before = await kubectl(world).get('horizontalpodautoscalers', name)
  const answer = await fetch(
    `${world.practice.url}/apis/autoscaling/v1/namespaces/nqba-platform/horizontalpodautoscalers/${name}`,
    {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${world.practice.accounts[0]?.token}`,
        'content-type': 'application/merge-patch+json',
      },
      body: JSON.stringify({ spec: { targetCPUUtilizationPercentage: 1 } }),
    },
  )
  expect(answer.status).toBe(200)
  const after = await kubectl(world).get('horizontalpodautoscalers', name)
  expect(refusals(update('horizontalpodautoscalers', before, after))).toEqual([
    'Of an autoscaler Muster changes minReplicas and maxReplicas alone',
  ])
})
