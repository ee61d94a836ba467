import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Account } from '../../../src/practice/cluster/api/access.ts'
import { steppedCluster } from './practice.ts'

const path = '/usr/bin/kubectl'
const told = existsSync(path) ? '' : ` (skipped: no ${path})`

const bot: Account = { name: 'system:serviceaccount:nqba-platform:bot', token: 'bot-token', rules: [] }

/** A cluster whose time we move, and kubectl pointed at it. */
async function practice() {
  const stepped = await steppedCluster({ accounts: [bot] })
  const { cluster } = stepped
  const run = (args: string[], input = '') =>
    new Promise<string>((resolve) => {
      const env = { ...process.env, KUBECACHEDIR: dirname(cluster.kubeconfigPath) }
      const all = ['--kubeconfig', cluster.kubeconfigPath, '-n', 'nqba-platform', ...args]
      const child = execFile(path, all, { timeout: 15_000, env }, (_error, out, err) => resolve(out + err))
      child.stdin?.end(input)
    })
  return { ...stepped, run, kubectl: (command: string) => run(command.split(' ')) }
}

const manifest = (replicas: number) =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: nqba-worker }
spec:
  replicas: ${replicas}
`

const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: workers }
spec: { maxUnavailable: 1, selector: { matchLabels: { component: worker } } }
`

const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: bot }
rules:
  - { apiGroups: [apps], resources: [deployments/scale], verbs: [get, patch], resourceNames: [nqba-api] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: bot }
subjects: [{ kind: ServiceAccount, name: bot, namespace: nqba-platform }]
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: bot }
`

describe.skipIf(told !== '')(`kubectl${told}`, () => {
  test('makes an autoscaler, shows what it does, and changes its bounds', async () => {
    const { kubectl, clock } = await practice()
    expect(await kubectl('autoscale deployment nqba-worker --min=2 --max=6 --cpu-percent=80')).toContain(
      'nqba-worker autoscaled',
    )
    clock.advance(15_000)
    const [shown, described] = await Promise.all([
      kubectl('get hpa nqba-worker'),
      kubectl('describe hpa nqba-worker'),
    ])
    expect(shown).toMatch(/Deployment\/nqba-worker +cpu: \d+%\/80% +2 +6 +4/)
    expect(described).toMatch(/AbleToScale +True/)
    expect(described).toMatch(/ScalingActive +True +ValidMetricFound/)
    const patch = JSON.stringify({ spec: { minReplicas: 5 } })
    expect(await kubectl(`patch hpa nqba-worker --type=merge -p ${patch}`)).toContain('patched')
    clock.advance(15_000)
    expect(await kubectl('describe hpa nqba-worker')).toContain(
      'New size: 5; reason: Current number of replicas below Spec.MinReplicas',
    )
  })

  test('sets images and resources, and tells the history with a revision in full', async () => {
    const { kubectl, clock } = await practice()
    expect(
      await kubectl('set resources deploy/nqba-worker -c worker --requests=cpu=2 --limits=memory=6Gi'),
    ).toContain('resource requirements updated')
    expect(
      await kubectl('set resources deploy/nqba-worker -c worker --limits=cpu=5 --dry-run=server'),
    ).toContain('resource requirements updated (server dry run)')
    expect(await kubectl('set image deploy/nqba-worker worker=nqba-worker:2.7.0')).toContain('image updated')
    clock.advance(60_000)
    const [history, revision] = await Promise.all([
      kubectl('rollout history deploy/nqba-worker'),
      kubectl('rollout history deploy/nqba-worker --revision=3'),
    ])
    expect(history).toMatch(/REVISION +CHANGE-CAUSE\n1 +Release 2\.6\.0.*\n2 .*\n3 .*/)
    expect(revision).toContain('nqba-worker:2.8.0')
    expect(
      await kubectl('get deploy nqba-worker -o jsonpath={.spec.template.spec.containers[0].resources}'),
    ).toBe('{"limits":{"cpu":"4","memory":"6Gi"},"requests":{"cpu":"2","memory":"2Gi"}}')
  })

  test('applies on the server, is told of a conflict, and forces it', async () => {
    const { run } = await practice()
    const apply = (replicas: number, ...more: string[]) =>
      run(['apply', '--server-side', '--field-manager=gitops', ...more, '-f', '-'], manifest(replicas))
    expect(await apply(6)).toContain(
      'Apply failed with 1 conflict: conflict with "deploy-pipeline" using apps/v1: .spec.replicas',
    )
    expect(await apply(6, '--force-conflicts', '--dry-run=server')).toContain(
      'nqba-worker serverside-applied (server dry run)',
    )
    expect(await apply(6, '--force-conflicts')).toContain('nqba-worker serverside-applied')
    expect(await apply(6)).toContain('serverside-applied')
    expect(await run(['get', 'deploy', 'nqba-worker', '-o', 'jsonpath={.spec.replicas}'])).toBe('6')
  })

  test('drains a node as far as the budget lets it', async () => {
    const { run, kubectl, clock, world } = await practice()
    expect(await run(['apply', '-f', '-'], budget)).toContain('poddisruptionbudget.policy/workers created')
    clock.advance(100)
    expect(await kubectl('get pdb workers')).toMatch(/workers +N\/A +1 +1/)
    const pods = world.store.list('pods').filter(({ metadata }) => metadata.labels?.component === 'worker')
    const [one, two] = pods.map(({ metadata }) => metadata.name)
    const evict = (pod = '') =>
      run(
        ['create', '--raw', `/api/v1/namespaces/nqba-platform/pods/${pod}/eviction`, '-f', '-'],
        JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod } }),
      )
    expect(await evict(one)).toContain('"status":"Success"')
    expect(await evict(two)).toContain("Cannot evict pod as it would violate the pod's disruption budget.")
    expect(await kubectl(`delete pod ${two} --grace-period=5 --wait=false`)).toContain('deleted')
  })

  test('lists the rights of an account, by name where they are', async () => {
    const { run, cluster } = await practice()
    expect(await run(['apply', '-f', '-'], role)).toContain(
      'rolebinding.rbac.authorization.k8s.io/bot created',
    )
    const as = (...args: string[]) => run(['--context', bot.name, 'auth', 'can-i', ...args])
    const [list, yes, no] = await Promise.all([
      as('--list'),
      as('patch', 'deployments/nqba-api', '--subresource=scale'),
      as('patch', 'deployments/nqba-worker', '--subresource=scale'),
    ])
    expect(list).toMatch(/deployments\.apps\/scale +\[\] +\[nqba-api\] +\[get patch\]/)
    expect(list).toMatch(/selfsubjectaccessreviews\.authorization\.k8s\.io +\[\] +\[\] +\[create\]/)
    expect([yes, no]).toEqual(['yes\n', expect.stringMatching(/^no\n/)])
    expect(cluster.accounts.map(({ name }) => name)).toContain(bot.name)
  })
})
