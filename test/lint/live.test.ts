import { expect, test } from 'vitest'
import { fieldAt } from '../../src/practice/cluster/object.ts'
import { services } from '../../src/practice/services/index.ts'
import { client, deployments } from '../practice/cluster/practice.ts'
import { startLive } from './live-world.ts'
import { finds, lints, promised, types } from './terminal.ts'

const organization = `name: Example
people:
  - { name: Ana Torres, slack: U0ANA000001, roles: [responder, lead, approver] }
  - { name: Bob Lind, slack: U0BOB000002, roles: [responder, approver] }
workingHours: { days: [mon], from: "09:00", to: "18:00" }
`

const service = `name: NQBA
owners: [ana]
responders: [bob]
namespace: nqba-platform
targets:
  deployments: [nqba-api, nqba-worker, nqba-redis, nqba-gone]
  configmaps: [nqba-config, gone-config]
  caches:
    - { name: results, selector: component=cache, container: redis }
    - { name: lost, selector: component=nothing }
    - { name: shut, url: "redis://127.0.0.1:1" }
  urls: [https://dynex.co/api, https://nowhere.example/health]
commands:
  - { name: requeue, summary: Queue again, changes: failed → queued, run: [/opt/no-such/requeue, --all] }
  - { name: fine, summary: Fine, changes: nothing, run: [${process.execPath}, --version] }
requests:
  - { name: pause, summary: Pause, changes: running → paused, url: "https://nobody.example/pause" }
prometheus: http://prometheus.monitoring.svc.cluster.local:9090
limits: { maxReplicas: { nqba-api: 20 } }
`

const playbook = `title: All kinds of trouble
phases:
  - name: Look
    steps:
      - check: pods
        title: Nobody there
        with: { selector: component=nobody }
      - check: logs
        title: Another container
        with: { selector: component=worker, container: wrker, match: x }
      - check: config
        title: A misspelt key
        with: { configmap: nqba-config, expect: { LOG_LEVL: info, LOG_LEVEL: info } }
      - check: http
        title: Not there
        with: { url: https://dynex.co/api/nope }
      - check: http
        title: Not there, as it should be
        with: { url: https://dynex.co/api/gone, expect: { status: 404 } }
      - fix: rollback
        title: Nothing to go back to
        with: { deployment: nqba-redis }
      - fix: restart
        title: Paused
        with: { deployment: nqba-worker }
      - fix: scale
        title: Somebody else decides
        with: { deployment: nqba-api, replicas: 10 }
      - fix: flush-cache
        title: A cache
        with: { cache: results }
`

const files = { 'organization.yml': organization, 'shop/service.yml': service, 'shop/slow.yml': playbook }

/** Lints these files with the cluster; findings as they are told. */
async function asks(env: Record<string, string>, ...flags: string[]) {
  const { code, findings, of } = await finds(files, ['--cluster', ...flags], env)
  return { code, findings, of: (rule: string) => of(rule).map((line) => line.replace('shop/', '')) }
}

test('the shipped playbooks stand up to the practice cluster', async () => {
  const { env } = await startLive([], services)
  const { code, text } = await types(
    ['--cluster', '--timeout', '30s', '--playbooks', 'playbooks', '--json'],
    env,
  )
  const { findings, cluster } = promised.parse(JSON.parse(text))
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect([code, cluster]).toEqual([0, true])
  const rules = findings.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule)
  // What a playbook sets for the first time, and what an autoscaler will set again.
  expect([...new Set(rules)].sort()).toEqual(['autoscaler-fights', 'config-key-missing'])
})

test('each way in which the cluster differs from the playbooks is told where the playbooks say otherwise', async () => {
  const { practice, env } = await startLive()
  const ask = client(practice)
  const patch = { type: 'application/merge-patch+json' }
  const managed = { metadata: { annotations: { 'argocd.argoproj.io/tracking-id': 'nqba' } } }
  await ask('PATCH', `${deployments}/nqba-api`, { ...patch, body: managed })
  await ask('PATCH', `${deployments}/nqba-worker`, { ...patch, body: { spec: { paused: true } } })
  // Of the ReplicaSets of nqba-redis only the running one stays.
  for (const one of practice.world.store.list('replicasets', 'nqba-platform')) {
    const { name } = one.metadata
    if (!name.startsWith('nqba-redis-') || fieldAt(one, 'spec.replicas') !== 0) continue
    await ask('DELETE', `${deployments.replace('deployments', 'replicasets')}/${name}`)
  }
  const { code, of } = await asks(env)

  expect(code).toBe(1)
  expect(of('target-missing')).toEqual([
    'service.yml:6:52 There is no deployment nqba-gone in namespace nqba-platform',
    'service.yml:7:29 There is no ConfigMap gone-config in namespace nqba-platform',
  ])
  expect(of('cache-unreachable')).toEqual([
    'service.yml:10:31 The cache lost cannot be reached: No ready pod has the selector component=nothing of the cache lost',
    expect.stringContaining('service.yml:11:26 The cache shut cannot be reached: '),
  ])
  expect(of('command-unresolved')).toEqual([
    'service.yml:14:76 requeue cannot run here: There is no program /opt/no-such/requeue',
  ])
  expect(of('url-silent')).toEqual([
    expect.stringContaining('service.yml:12:32 https://nowhere.example/health cannot be asked'),
    expect.stringContaining('service.yml:17:68 https://nobody.example/ cannot be asked'),
  ])
  expect(of('url-refuses')).toEqual(['slow.yml:16:22 https://dynex.co/api/nope answers 404'])
  expect(of('no-pods')).toEqual(['slow.yml:7:27 No pod in nqba-platform has the selector component=nobody'])
  expect(of('container-missing')).toEqual(['slow.yml:10:56 No pod of component=worker has a container wrker'])
  expect(of('config-key-missing')).toEqual(['slow.yml:13:51 The ConfigMap nqba-config holds no LOG_LEVL'])
  expect(of('no-revision')).toEqual([
    expect.stringContaining('slow.yml:20:9 As the cluster stands: nqba-redis has only revision'),
  ])
  expect(of('fix-refused')).toEqual([
    expect.stringContaining('slow.yml:23:9 As the cluster stands: nqba-worker is paused'),
  ])
  expect(of('autoscaler-fights')).toEqual([
    'slow.yml:26:9 The autoscaler nqba-api keeps nqba-api between 3 and 12 replicas, and changes what this sets',
  ])
  expect(of('managed-elsewhere')).toEqual([expect.stringContaining('slow.yml:26:9 Argo CD manages nqba-api')])
  expect(of('not-looked-at')).toEqual([])
})

test('looking changes nothing in the cluster', async () => {
  const { practice, env } = await startLive()
  const before = JSON.stringify(practice.world.store.dump().objects)
  await asks(env)
  expect(JSON.stringify(practice.world.store.dump().objects)).toBe(before)
})

test('rights that a playbook needs are told at its step with the Role that grants them', async () => {
  const { env } = await startLive()
  const { code, findings, of } = await asks({ ...env, MUSTER_CONTEXT: 'practice-viewer' })
  expect(code).toBe(1)
  const missing = findings.filter(({ rule }) => rule === 'rights-missing')
  const rollback = missing.find(({ says }) => says.includes('for rollback'))
  expect(rollback).toMatchObject({ file: 'shop/slow.yml', line: 20, column: 9 })
  expect(rollback?.says).toContain('get deployments.apps nqba-redis')
  const roles = missing.filter(({ advice }) => advice.includes('kind: Role'))
  expect(roles.map(({ file, line }) => `${file}:${line}`)).toEqual(['shop/service.yml:4'])
  expect(roles[0]?.advice).toContain(
    'resourceNames: [nqba-api, nqba-redis, nqba-worker]\n    verbs: [get, patch]',
  )
  expect(findings.filter(({ rule }) => rule === 'rights-missing-elsewhere')).toMatchObject([
    { severity: 'hint', file: 'shop/service.yml', line: 4, advice: expect.stringContaining('kind: Role') },
  ])
  // It may list pods and read logs: nothing lacks there.
  expect(of('rights-missing').filter((one) => / for (pods|logs):/.test(one))).toEqual([])
  // What it may not read is not fine.
  expect(of('not-looked-at')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('service.yml:6:17 The deployment nqba-api could not be looked at'),
    ]),
  )
})

test('one call that never ends hides nothing else, and is told as not looked at', async () => {
  const { env, faults } = await startLive()
  faults.order({ call: 'GET *deployments/nqba-redis*', fault: { kind: 'hang' } })
  const { code, of } = await asks(env, '--timeout', '1500ms')
  expect(code).toBe(1)
  expect(of('not-looked-at')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^service\.yml:6:40 The deployment nqba-redis could not be looked at: .*1\.5 s/),
    ]),
  )
  expect(of('target-missing')).toHaveLength(2)
  expect(of('no-pods')).toHaveLength(1)
})

test('a server that stumbles once on everything is told line by line, and not as fine', async () => {
  const { env, faults } = await startLive()
  faults.order({ call: 'GET *configmaps/nqba-config*', fault: { kind: 'status', status: 503 } })
  const { of } = await asks(env)
  expect(of('not-looked-at')).toEqual([
    expect.stringContaining(
      'service.yml:7:16 The ConfigMap nqba-config could not be looked at: Kubernetes answered 503',
    ),
  ])
})

test('without any answer from the cluster it says so once, still tells the rest, and ends with 2', async () => {
  const { practice, env } = await startLive()
  await practice.stop()
  const { folder } = await lints(files)
  const { code, text } = await types(['--cluster', `--playbooks=${folder}`], env)
  expect(code).toBe(2)
  expect(text).toContain('The cluster with namespace nqba-platform could not be looked at')
  expect(text.match(/could not be looked at/g)).toHaveLength(1)
  expect(text).toContain('https://nowhere.example/health cannot be asked')
})

test('no cluster, a context that is none, or a time that is none cannot run', async () => {
  const { practice } = await startLive()
  const { folder } = await lints(files)
  const tried = (env: Record<string, string>, ...flags: string[]) =>
    types(['--cluster', `--playbooks=${folder}`, ...flags], env)
  expect(await tried({})).toMatchObject({ code: 2, text: expect.stringContaining('set KUBECONFIG') })
  expect(await tried({ KUBECONFIG: practice.kubeconfigPath, MUSTER_CONTEXT: 'moon' })).toMatchObject({
    code: 2,
    text: expect.stringContaining('moon'),
  })
  expect(await tried({ KUBECONFIG: practice.kubeconfigPath }, '--timeout', 'soon')).toMatchObject({ code: 2 })
})
