import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Denied } from '../../src/app/ports/failures.ts'
import type { KubernetesCluster } from '../../src/cluster/kubernetes.ts'
import type { Account } from '../../src/practice/cluster/api/access.ts'
import { api, namespace, settings, startPractice, worker } from './practice.ts'

const roleShape = z.looseObject({
  kind: z.literal('Role'),
  metadata: z.object({ name: z.string().regex(/^[a-z0-9-]+$/), namespace: z.literal(namespace) }),
  rules: z.array(
    z.object({
      apiGroups: z.array(z.string()),
      resources: z.array(z.string()),
      resourceNames: z.array(z.string()).optional(),
      verbs: z.array(z.string()),
    }),
  ),
})

const roleIn = (denied: Denied) =>
  roleShape.parse(parse(denied.message.slice(denied.message.indexOf('apiVersion:'))))

const reviews = 'POST */selfsubjectaccessreviews'

test('rights are asked for one by one, and those that are missing are told', async () => {
  const rules = [{ groups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] }]
  const account: Account = { name: 'reader', token: 'reader-token', rules }
  const { as, faults } = await startPractice({ accounts: [account] })
  const reader = as('reader')
  const wanted = [
    { group: 'apps', resource: 'deployments', verbs: ['get', 'patch'], names: ['nqba-api', 'nqba-worker'] },
    { group: 'apps', resource: 'deployments', verbs: ['list'] },
    { group: '', resource: 'pods/exec', verbs: ['create'] },
  ]
  const missing = await reader.rightsMissing(namespace, wanted)
  expect(missing).toEqual([
    { group: 'apps', resource: 'deployments', verbs: ['patch'], names: ['nqba-api'] },
    { group: 'apps', resource: 'deployments', verbs: ['patch'], names: ['nqba-worker'] },
    { group: '', resource: 'pods/exec', verbs: ['create'] },
  ])
  expect(faults.count(reviews)).toBe(6)
  rules.push({ groups: ['apps'], resources: ['deployments'], verbs: ['patch'] })
  expect(await reader.rightsMissing(namespace, wanted)).toEqual(missing.slice(2))
  expect(faults.count(reviews)).toBe(9)
  expect(await reader.rightsMissing('elsewhere', wanted.slice(1, 2))).toEqual([])
  expect(faults.count(reviews)).toBe(10)
})

test('whether rights are held is not known while the cluster does not say', async () => {
  const { cluster, faults } = await startPractice()
  const wanted = [{ group: 'apps', resource: 'deployments', verbs: ['patch'] }]
  faults.order({ call: reviews, fault: { kind: 'status', status: 503 }, times: 1 })
  await expect(cluster.rightsMissing(namespace, wanted)).rejects.toMatchObject({ uncertain: false })
  expect(await cluster.rightsMissing(namespace, wanted)).toEqual([])
})

const versionOf = async (cluster: KubernetesCluster) =>
  (await cluster.deployment(worker))?.resourceVersion ?? ''

test('who grants the Roles that refusals print comes to an end, with no more than was needed', async () => {
  const rules: Account['rules'] = []
  const { as, cluster } = await startPractice({
    accounts: [{ name: 'newcomer', token: 'newcomer-token', rules }],
  })
  const newcomer = as('newcomer')
  const [pod] = await cluster.pods(namespace, 'component=worker')
  const [redis] = await cluster.pods(namespace, 'component=cache')
  const granted: string[] = []

  async function grantUntilDone(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      const refused = await work().then(
        () => undefined,
        (error: unknown) => error,
      )
      if (refused === undefined) return
      if (!(refused instanceof Denied)) throw refused
      for (const { apiGroups, resources, resourceNames = [], verbs } of roleIn(refused).rules) {
        rules.push({ groups: apiGroups, resources, verbs })
        granted.push([verbs.join(), resources.join(), ...resourceNames].join(' '))
      }
      expect(granted.length).toBe(new Set(granted).size)
    }
  }

  await grantUntilDone(() => newcomer.revisions(worker))
  await grantUntilDone(async () => {
    const [, earlier] = await newcomer.revisions(worker)
    const to = { replicaSet: earlier?.replicaSet ?? '', remediation: 'rem-1' }
    await newcomer.rollBack(worker, { ...to, ifVersion: await versionOf(newcomer) })
  })
  await grantUntilDone(async () => {
    const found = await newcomer.configMap(settings)
    const change = { set: { A: '1' }, ifVersion: found?.resourceVersion ?? '', remediation: 'rem-2' }
    await newcomer.setConfig(settings, change)
  })
  await grantUntilDone(async () => {
    const found = await newcomer.autoscaler(api)
    const change = { min: 3, max: 9, ifVersion: found?.resourceVersion ?? '', remediation: 'rem-3' }
    await newcomer.setAutoscaling(api, change)
  })
  await grantUntilDone(() =>
    newcomer.logs({ namespace, selector: 'component=worker', sinceMs: 1000, limitBytes: 1000 }),
  )
  await grantUntilDone(() =>
    newcomer.exec({ namespace, pod: redis?.name ?? '', command: ['redis-cli', 'PING'], timeoutMs: 2000 }),
  )
  await grantUntilDone(() =>
    newcomer.deletePod({ namespace, name: pod?.name ?? '' }, { uid: pod?.uid ?? '' }),
  )
  expect(granted).toEqual([
    'get deployments nqba-worker',
    'list replicasets',
    'patch deployments nqba-worker',
    'get configmaps nqba-config',
    'patch configmaps nqba-config',
    'list horizontalpodautoscalers',
    'patch horizontalpodautoscalers nqba-api',
    'list pods',
    'get pods/log',
    'get,create pods/exec',
    'delete pods',
  ])
})

test('a refusal names who was refused, what, and the Role to bind to them', async () => {
  const { as } = await startPractice()
  const refused = await as('practice-viewer')
    .configMap(settings)
    .catch((error: unknown) => error)
  expect(
    String(refused),
  ).toBe(`Denied: Muster may not get configmaps nqba-platform/nqba-config: grant its service account "get" on "configmaps" in namespace nqba-platform, by this Role and a RoleBinding to practice-viewer:
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: muster-configmaps
  namespace: nqba-platform
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [nqba-config]
    verbs: [get]`)
})
