import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveCluster } from './practice.ts'

const kubectlPath = '/usr/bin/kubectl'
const absent = await access(kubectlPath).then(
  () => false,
  () => true,
)

type Ran = { code: number; out: string; err: string }

/** A cluster of the test's own, and kubectl pointed at it. */
async function practice() {
  const { cluster } = await liveCluster()
  const run = (args: string[], context = 'practice', input?: string) =>
    new Promise<Ran>((resolve) => {
      const all = [
        '--kubeconfig',
        cluster.kubeconfigPath,
        '--context',
        context,
        '-n',
        'nqba-platform',
        ...args,
      ]
      // A discovery cache of an earlier cluster on the same port would be believed.
      const env = { ...process.env, KUBECACHEDIR: dirname(cluster.kubeconfigPath) }
      const child = execFile(kubectlPath, all, { timeout: 15_000, env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
      )
      child.stdin?.end(input ?? '')
    })
  return { run, kubectl: (command: string) => run(command.split(' ')) }
}

describe.skipIf(absent)(`kubectl${absent ? ` (skipped: no ${kubectlPath})` : ''}`, () => {
  test('lists what stands, in tables, in YAML and by label', async () => {
    const { kubectl } = await practice()
    const [pods, wide, yaml, all, nodes] = await Promise.all([
      kubectl('get pods -l component=worker'),
      kubectl('get deploy,rs,svc,cm,hpa -o wide'),
      kubectl('get configmap nqba-config -o yaml'),
      kubectl('get pods -A --field-selector status.phase=Running -o name'),
      kubectl('get nodes'),
    ])
    expect(pods.out).toMatch(/NAME +READY +STATUS +RESTARTS +AGE\nnqba-worker-\S+ +1\/1 +Running +0 +3d/)
    expect(wide.out).toMatch(/deployment\.apps\/nqba-api +3\/3 +3 +3 +41d +api +nqba-api:2\.8\.0/)
    expect(wide.out).toMatch(/horizontalpodautoscaler\.autoscaling\/nqba-api +Deployment\/nqba-api/)
    expect(yaml.out).toContain('QUANTUM_FALLBACK_ENABLED: "false"')
    expect(all.out.trim().split('\n')).toHaveLength(10)
    expect(nodes.out).toMatch(/node-0 +Ready/)
  })

  test('describes a deployment, a pod and a configmap', async () => {
    const { kubectl } = await practice()
    const name = (await kubectl('get pods -l component=api -o jsonpath={.items[0].metadata.name}')).out
    const [deployment, pod, configmap] = await Promise.all([
      kubectl('describe deployment nqba-api'),
      kubectl(`describe pod ${name}`),
      kubectl('describe configmap nqba-config'),
    ])
    expect(deployment.out).toMatch(/Replicas: +3 desired \| 3 updated \| 3 total \| 3 available/)
    expect(pod.out).toMatch(/Controlled By: +ReplicaSet\/nqba-api-/)
    expect(configmap.out).toContain('QUANTUM_BATCH_SIZE')
  })

  test('reads logs of one pod, of many, and as they are written', async () => {
    const { kubectl } = await practice()
    const [many, since] = await Promise.all([
      kubectl('logs -l component=worker --tail=3 --prefix'),
      kubectl('logs deploy/nqba-worker --since=1m --timestamps'),
    ])
    expect(many.out.trim().split('\n')).toHaveLength(12)
    expect(since.out).toMatch(/^2\d{3}-\S+Z ts=\S+ level=info msg=quantum_job_success/)
    const previous = await kubectl('logs deploy/nqba-worker --previous')
    expect(previous.err).toMatch(/previous terminated container "worker" in pod "nqba-worker-\S+" not found/)
  })

  test('runs redis-cli in the cache, and nothing that is not there', async () => {
    const { kubectl } = await practice()
    const ping = await kubectl('exec deploy/nqba-redis -- redis-cli PING')
    expect([ping.code, ping.out]).toEqual([0, 'PONG\n'])
    const missing = await kubectl('exec deploy/nqba-redis -- bash -c ls')
    expect(missing.code).toBe(127)
    expect(missing.err).toContain('executable file not found')
  })

  test('rolls out, waits, tells the history, and undoes', async () => {
    const { kubectl } = await practice()
    expect((await kubectl('set image deploy/nqba-ipfs ipfs=ipfs-cluster:1.0.8')).out).toContain(
      'image updated',
    )
    const waited = await kubectl('rollout status deploy/nqba-ipfs --timeout=12s')
    expect(waited.out).toContain('successfully rolled out')
    expect((await kubectl('rollout history deploy/nqba-ipfs')).out).toMatch(/\n2 .*\n3 /)
    expect((await kubectl('rollout undo deploy/nqba-ipfs --dry-run=server')).out).toContain(
      '(server dry run)',
    )
    expect((await kubectl('rollout undo deploy/nqba-ipfs --to-revision=2')).out).toContain('rolled back')
    const missing = await kubectl('rollout undo deploy/nqba-ipfs --to-revision=99')
    expect(missing.err).toContain('unable to find specified revision 99 in history')
    expect((await kubectl('rollout status deploy/nqba-ipfs --timeout=12s')).code).toBe(0)
    const image = await kubectl('get deploy nqba-ipfs -o jsonpath={.spec.template.spec.containers[0].image}')
    expect(image.out).toBe('ipfs-cluster:1.1.0')
  })

  test('pauses, resumes and restarts', async () => {
    const { kubectl } = await practice()
    expect((await kubectl('rollout pause deploy/nqba-redis')).out).toContain('paused')
    expect((await kubectl('rollout restart deploy/nqba-redis')).err).toContain('paused')
    expect((await kubectl('rollout resume deploy/nqba-redis')).out).toContain('resumed')
    expect((await kubectl('rollout restart deploy/nqba-redis')).out).toContain('restarted')
    expect((await kubectl('rollout status deploy/nqba-redis --timeout=12s')).code).toBe(0)
  })

  test('scales, and only from the number that was meant', async () => {
    const { kubectl } = await practice()
    expect((await kubectl('scale deploy/nqba-worker --current-replicas=4 --replicas=5')).out).toContain(
      'scaled',
    )
    const wrong = await kubectl('scale deploy/nqba-worker --current-replicas=4 --replicas=6')
    expect(wrong.err).toContain('Expected replicas to be 4, was 5')
    expect((await kubectl('get deploy nqba-worker -o jsonpath={.spec.replicas}')).out).toBe('5')
  })

  test('patches in all three ways, annotates, creates and applies', async () => {
    const { run, kubectl } = await practice()
    const patch = (type: string, body: unknown) =>
      run(['patch', 'configmap', 'nqba-config', `--type=${type}`, '-p', JSON.stringify(body)])
    await patch('strategic', { data: { QUANTUM_BATCH_SIZE: '5' } })
    await patch('merge', { data: { QUANTUM_TIMEOUT: '300' } })
    await patch('json', [{ op: 'add', path: '/data/FALLBACK_SOLVER', value: 'classical' }])
    expect((await kubectl('get cm nqba-config -o jsonpath={.data}')).out).toContain(
      '"FALLBACK_SOLVER":"classical"',
    )
    expect((await kubectl('annotate deploy nqba-api note=practice')).out).toContain('annotated')
    expect((await kubectl('create configmap made --from-literal=a=b')).out).toContain('created')
    expect((await kubectl('create secret generic keys --from-literal=dynex-api-key=x')).out).toContain(
      'created',
    )
    expect((await kubectl('get secret keys -o jsonpath={.data.dynex-api-key}')).out).toBe('eA==')
    const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: applied\ndata:\n  a: "1"\n'
    expect((await run(['apply', '-f', '-'], 'practice', manifest)).out).toContain('configmap/applied created')
    const again = await run(['apply', '-f', '-'], 'practice', manifest.replace('"1"', '"2"'))
    expect(again.out).toContain('configmap/applied configured')
    expect((await run(['apply', '--server-side', '-f', '-'], 'practice', manifest)).code).toBe(0)
  })

  test('deletes a pod, which comes back under another name', async () => {
    const { kubectl } = await practice()
    const name = (await kubectl('get pods -l component=cache -o jsonpath={.items[0].metadata.name}')).out
    expect((await kubectl(`delete pod ${name}`)).out).toContain('deleted')
    const ready = await kubectl('wait --for=condition=Available deploy/nqba-redis --timeout=10s')
    expect(ready.code).toBe(0)
    expect((await kubectl('get pods -l component=cache -o name')).out).not.toContain(name)
  })

  test('asks for rights, and is refused what a viewer may not', async () => {
    const { run, kubectl } = await practice()
    expect((await kubectl('auth can-i patch deployments')).out).toBe('yes\n')
    expect((await run(['auth', 'can-i', 'patch', 'deployments'], 'practice-viewer')).out).toBe('no\n')
    const refused = await run(['get', 'deploy', 'nqba-api'], 'practice-viewer')
    expect(refused.err).toContain(
      'deployments.apps "nqba-api" is forbidden: User "practice-viewer" cannot get resource "deployments" in API group "apps" in the namespace "nqba-platform"',
    )
    expect((await run(['get', 'pods'], 'practice-viewer')).code).toBe(0)
  })
})
