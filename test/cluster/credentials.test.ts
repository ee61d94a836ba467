import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectKubernetes, type KubernetesCluster } from '../../src/cluster/kubernetes.ts'
import { Authority } from '../../src/practice/internet/certificates/authority.ts'
import { type Practice, startPractice, worker } from './practice.ts'

const text = ({ practice }: Practice) => readFile(practice.kubeconfigPath, 'utf8')

/** A client whose kubeconfig is the practice cluster's, changed; it can be changed again under it. */
async function connect(world: Practice, change: (kubeconfig: string) => string, requestTimeoutMs = 5000) {
  const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
  const kubeconfig = join(folder, 'config')
  const write = async (edit: (kubeconfig: string) => string) => writeFile(kubeconfig, edit(await text(world)))
  await write(change)
  const cluster: KubernetesCluster = connectKubernetes({ kubeconfig, requestTimeoutMs })
  onTestFinished(async () => {
    await cluster.close()
    await rm(folder, { recursive: true })
  })
  return { cluster, write }
}

const scale = async (world: Practice, cluster: KubernetesCluster) => {
  const ifVersion = (await world.cluster.deployment(worker))?.resourceVersion ?? ''
  return cluster.scale(worker, { replicas: 6, ifVersion, remediation: 'rem-1' })
}

test('credentials that were renewed on disk are taken up without a restart', async () => {
  const world = await startPractice()
  const [account] = world.practice.accounts
  if (!account) throw new Error('practice has no account')
  const old = account.token
  const { cluster, write } = await connect(world, (kubeconfig) => kubeconfig)
  expect(await cluster.deployment(worker)).toMatchObject({ replicas: 4 })
  account.token = 'renewed-token'
  await expect(cluster.deployment(worker)).rejects.toMatchObject({ uncertain: false, status: 401 })
  await write((kubeconfig) => kubeconfig.replaceAll(old, account.token))
  await cluster.scale(worker, {
    replicas: 6,
    ifVersion: (await cluster.deployment(worker))?.resourceVersion ?? '',
    remediation: 'rem-1',
  })
  expect(await cluster.deployment(worker)).toMatchObject({ replicas: 6 })
})

test('a server that cannot prove who it is gets no change', async () => {
  const world = await startPractice()
  const other = Buffer.from(new Authority('another').pem).toString('base64')
  const { cluster } = await connect(world, (kubeconfig) =>
    kubeconfig.replace(/(certificate-authority-data: ).*/, `$1${other}`),
  )
  const change = scale(world, cluster)
  await expect(change).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  await expect(change).rejects.toThrow(/^Kubernetes cannot be reached \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/)
})

const plugin =
  (command: string, ...args: string[]) =>
  (kubeconfig: string) =>
    kubeconfig.replaceAll(
      /^(\s*)token: .*$/gm,
      `$1exec: { apiVersion: client.authentication.k8s.io/v1, command: ${command}, args: ${JSON.stringify(args)}, interactiveMode: Never }`,
    )

test('a credentials plugin that fails or hangs is told of, and nothing was done', async () => {
  const world = await startPractice()
  const failing = await connect(world, plugin('/bin/sh', '-c', 'echo please log in again >&2; exit 1'))
  const change = scale(world, failing.cluster)
  await expect(change).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  await expect(change).rejects.toThrow(/^Could not obtain credentials for Kubernetes: please log in again/)
  const hanging = await connect(world, plugin('/bin/sleep', '2'), 200)
  const late = scale(world, hanging.cluster)
  await expect(late).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  await expect(late).rejects.toThrow(/^Could not obtain credentials for Kubernetes/)
})
