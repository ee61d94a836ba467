import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import type { V1Status } from '@kubernetes/client-node'
import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  Exec,
  KubeConfig,
  Log,
  PatchStrategy,
  setHeaderOptions,
  Watch,
} from '@kubernetes/client-node'
import { expect, test } from 'vitest'
import { liveCluster } from './practice.ts'

const namespace = 'nqba-platform'

/** A cluster of the test's own, and the client's configuration for it. */
async function practice(context = 'practice'): Promise<KubeConfig> {
  const { cluster } = await liveCluster()
  const config = new KubeConfig()
  config.loadFromFile(cluster.kubeconfigPath)
  config.setCurrentContext(context)
  return config
}

const patchAs = (type: (typeof PatchStrategy)[keyof typeof PatchStrategy]) =>
  setHeaderOptions('Content-Type', type)

const firstPod = async (config: KubeConfig, component: string): Promise<string> => {
  const core = config.makeApiClient(CoreV1Api)
  const pods = await core.listNamespacedPod({ namespace, labelSelector: `component=${component}` })
  return pods.items[0]?.metadata?.name ?? ''
}

test('the client reads, patches and scales over TLS with a token', async () => {
  const config = await practice()
  const apps = config.makeApiClient(AppsV1Api)
  const core = config.makeApiClient(CoreV1Api)
  const name = 'nqba-worker'
  const before = await apps.readNamespacedDeployment({ name, namespace })
  expect(before.status?.availableReplicas).toBe(4)

  await core.patchNamespacedConfigMap(
    { name: 'nqba-config', namespace, body: { data: { QUANTUM_FALLBACK_ENABLED: 'true' } } },
    patchAs(PatchStrategy.StrategicMergePatch),
  )
  const map = await core.readNamespacedConfigMap({ name: 'nqba-config', namespace })
  expect(map.data).toMatchObject({ QUANTUM_FALLBACK_ENABLED: 'true', QUANTUM_BATCH_SIZE: '10' })

  const tried = await apps.patchNamespacedDeploymentScale(
    { name, namespace, body: { spec: { replicas: 9 } }, dryRun: 'All' },
    patchAs(PatchStrategy.MergePatch),
  )
  expect([tried.spec?.replicas, tried.status?.replicas]).toEqual([9, 4])
  await apps.patchNamespacedDeploymentScale(
    { name, namespace, body: { spec: { replicas: 5 } } },
    patchAs(PatchStrategy.MergePatch),
  )
  expect((await apps.readNamespacedDeploymentScale({ name, namespace })).spec?.replicas).toBe(5)
})

test('a patch built on an old version is refused as a conflict', async () => {
  const config = await practice()
  const apps = config.makeApiClient(AppsV1Api)
  const refused = apps.patchNamespacedDeployment(
    {
      name: 'nqba-api',
      namespace,
      body: { metadata: { resourceVersion: '7' }, spec: { replicas: 4 } },
    },
    patchAs(PatchStrategy.MergePatch),
  )
  await expect(refused).rejects.toBeInstanceOf(ApiException)
  await expect(refused).rejects.toMatchObject({
    code: 409,
    body: expect.stringContaining('"reason":"Conflict"'),
  })
})

test('a watch tells of a rollout step by step, to its end', async () => {
  const config = await practice()
  const apps = config.makeApiClient(AppsV1Api)
  const seen: string[] = []
  const rolled = Promise.withResolvers<void>()
  const watching = await new Watch(config).watch(
    `/apis/apps/v1/namespaces/${namespace}/deployments`,
    { fieldSelector: 'metadata.name=nqba-ipfs' },
    (phase, object) => {
      seen.push(phase)
      const { spec, status, metadata } = object
      const image = spec.template.spec.containers[0].image
      if (image === 'ipfs-cluster:1.0.8' && status.observedGeneration === metadata.generation)
        if (status.updatedReplicas === 2 && status.replicas === 2 && status.availableReplicas === 2)
          rolled.resolve()
    },
    (error) => rolled.reject(error),
  )
  const template = { spec: { containers: [{ name: 'ipfs', image: 'ipfs-cluster:1.0.8' }] } }
  await apps.patchNamespacedDeployment(
    { name: 'nqba-ipfs', namespace, body: { spec: { template } } },
    patchAs(PatchStrategy.StrategicMergePatch),
  )
  await rolled.promise
  watching.abort()
  expect(seen[0]).toBe('ADDED')
  expect(seen.filter((phase) => phase === 'MODIFIED').length).toBeGreaterThan(4)
})

test('exec runs redis-cli and tells its exit code', async () => {
  const config = await practice()
  const pod = await firstPod(config, 'cache')
  const run = async (command: string[]) => {
    const out = new PassThrough()
    const text: string[] = []
    out.on('data', (chunk) => text.push(String(chunk)))
    const status = await new Promise<V1Status>((resolve, reject) => {
      new Exec(config).exec(namespace, pod, 'redis', command, out, out, null, false, resolve).catch(reject)
    })
    return { status, text: text.join('') }
  }
  expect(await run(['redis-cli', 'DBSIZE'])).toMatchObject({ text: '253\n', status: { status: 'Success' } })
  expect((await run(['redis-cli', 'FLUSHALL', 'ASYNC'])).text).toBe('OK\n')
  const failed = await run(['cat', '/etc/passwd'])
  expect(failed.status).toMatchObject({
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '127' }] },
  })
})

test('logs are followed while they are written, until the pod goes', async () => {
  const config = await practice()
  const pod = await firstPod(config, 'worker')
  const enough = Promise.withResolvers<void>()
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, next) {
      text += String(chunk)
      if ((text.match(/queue_depth/g) ?? []).length >= 3) enough.resolve()
      next()
    },
  })
  await new Log(config).log(namespace, pod, 'worker', stream, { follow: true, tailLines: 1 })
  await enough.promise
  const ended = once(stream, 'finish')
  await config.makeApiClient(CoreV1Api).deleteNamespacedPod({ name: pod, namespace })
  await ended
  expect(text).toMatch(/msg=(quantum_job_success|"quantum_job failed"|fallback_job)/)
})

test('the viewer is told what it may not do', async () => {
  const viewer = await practice('practice-viewer')
  const reviews = viewer.makeApiClient(AuthorizationV1Api)
  const may = async (resource: string, verb: string) => {
    const spec = { resourceAttributes: { namespace, resource, verb } }
    return (await reviews.createSelfSubjectAccessReview({ body: { spec } })).status?.allowed
  }
  expect([await may('pods', 'list'), await may('configmaps', 'patch')]).toEqual([true, false])
  const core = viewer.makeApiClient(CoreV1Api)
  await expect(core.listNamespacedConfigMap({ namespace })).rejects.toMatchObject({ code: 403 })
})
