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

/** What kubectl prints, error or not. */
async function practice() {
  const { cluster, world } = await liveCluster()
  const env = { ...process.env, KUBECACHEDIR: dirname(cluster.kubeconfigPath) }
  const kubectl = (command: string) =>
    new Promise<string>((resolve) => {
      const args = ['--kubeconfig', cluster.kubeconfigPath, '-n', 'nqba-platform', ...command.split(' ')]
      execFile(kubectlPath, args, { timeout: 20_000, env }, (_error, out, err) => resolve(out + err))
    })
  // Discovery is asked for once and kept for the others.
  await kubectl('get nodes')
  return { kubectl, world }
}

describe.skipIf(absent)(`kubectl${absent ? ` (skipped: no ${kubectlPath})` : ''}`, () => {
  test('tells how nodes and pods are, what they use, and what happened to them', async () => {
    const { kubectl } = await practice()
    await kubectl('set image deploy/nqba-api api=nqba-api:2.8.1')
    await kubectl('rollout status deploy/nqba-api --timeout=1s')
    const [top, containers, topNodes, node, wide, lease, events, warnings, deployment, services] =
      await Promise.all([
        kubectl('top pods'),
        kubectl('top pods -l component=cache --containers'),
        kubectl('top nodes'),
        kubectl('describe node node-0'),
        kubectl('get nodes -o wide'),
        kubectl('get lease -n kube-node-lease'),
        kubectl('events --for deployment/nqba-api'),
        kubectl('get events --field-selector type=Warning -o wide'),
        kubectl('describe deployment nqba-api'),
        kubectl('get apiservices,cs,pc'),
      ])
    expect(top).toMatch(/^NAME +CPU\(cores\) +MEMORY\(bytes\) *\n/)
    expect(top).toMatch(/nqba-worker-\S+ +\d+m +\d+Mi/)
    expect(containers).toMatch(/nqba-redis-\S+ +redis +\d+m +\d+Mi/)
    expect(topNodes).toMatch(/node-0 +\d+m +\d+% +\d+Mi +\d+%/)
    expect(node).toMatch(/Lease:\n +HolderIdentity: +node-0\n/)
    expect(node).toMatch(/Ready +True .* KubeletReady +kubelet is posting ready status/)
    expect(node).toMatch(/Kubelet Version: +v1\.32\.0/)
    expect(node).toMatch(/Non-terminated Pods: +\(\d+ in total\)/)
    expect(wide).toMatch(/node-2 +Ready +<none> +120d +v1\.32\.0 +10\.1\.0\.12 +<none> +Practice/)
    expect(lease).toMatch(/node-1 +node-1 +120d/)
    expect(events).toMatch(
      /Normal +ScalingReplicaSet +Deployment\/nqba-api +Scaled up replica set nqba-api-\w+/,
    )
    expect(warnings).toMatch(/Warning +BackOff +pod\/nqba-api-\S+ +spec\.containers\{api\} +kubelet, node-\d/)
    expect(deployment).toMatch(
      /Events:\n[\s\S]*ScalingReplicaSet .* deployment-controller +Scaled up replica set/,
    )
    expect(services).toMatch(/v1beta1\.metrics\.k8s\.io +kube-system\/metrics-server +True +120d/)
    expect(services).toMatch(/componentstatus\/scheduler +Healthy +ok/)
    expect(services).toMatch(/system-node-critical +2000001000 +false +120d/)
  })

  test('cordons, drains and opens a node', async () => {
    const { kubectl, world } = await practice()
    expect(await kubectl('cordon node-1')).toBe('node/node-1 cordoned\n')
    expect(await kubectl('get node node-1')).toContain('Ready,SchedulingDisabled')
    const drained = await kubectl('drain node-1 --ignore-daemonsets --force --timeout=15s')
    expect(drained).toContain('node/node-1 drained')
    const left = await kubectl('get pods --field-selector spec.nodeName=node-1 -o name')
    expect(left).toBe('')
    expect(await kubectl('uncordon node-1')).toBe('node/node-1 uncordoned\n')
    expect(world.store.get('nodes', undefined, 'node-1')?.spec).not.toHaveProperty('taints')
  })

  test('makes, reads and deletes what practice only stores', async () => {
    const { kubectl } = await practice()
    const made = await Promise.all([
      kubectl('create serviceaccount robot'),
      kubectl('create role reader --verb=get --resource=pods'),
      kubectl('create rolebinding readers --role=reader --serviceaccount=nqba-platform:robot'),
      kubectl('create quota small --hard=pods=20'),
      kubectl('create priorityclass high --value=1000'),
      kubectl('create ingress web --rule=nqba.example/*=nqba-api:8000'),
      kubectl('create cronjob nightly --image=nqba-worker:2.8.0 --schedule=@daily -- true'),
      kubectl('create pdb api --selector=component=api --min-available=2'),
      kubectl('create clusterrole watcher --verb=get,watch --resource=nodes'),
    ])
    expect(made.filter((text) => !text.endsWith(' created\n'))).toEqual([])
    const shown = await kubectl('get sa,role,rolebinding,quota,ing,cj,pdb -o wide')
    expect(shown).toMatch(/serviceaccount\/robot +0 +\d+s/)
    expect(shown).toMatch(/rolebinding\S*\/readers +Role\/reader +\d+s/)
    expect(shown).toMatch(/resourcequota\/small +pods: 0\/20/)
    expect(shown).toMatch(/ingress\S*\/web +<none> +nqba\.example +80 +\d+s/)
    expect(shown).toMatch(/rolebinding\S*\/readers .* nqba-platform\/robot\n/)
    expect(shown).toMatch(
      /cronjob\S*\/nightly +@daily +<none> +False +0 +<none> +\d+s +nightly +nqba-worker:2\.8\.0/,
    )
    expect(shown).toMatch(/poddisruptionbudget\S*\/api +2 +N\/A/)
    const [clusterRole, ingress] = await Promise.all([
      kubectl('get clusterrole watcher -o jsonpath={.rules}'),
      kubectl('get ing web -o jsonpath={.spec.rules[0].http.paths[0]}'),
    ])
    expect(JSON.parse(clusterRole)).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'watch'] },
    ])
    expect(JSON.parse(ingress)).toEqual({
      path: '/',
      pathType: 'Prefix',
      backend: { service: { name: 'nqba-api', port: { number: 8000 } } },
    })
    expect(await kubectl('delete quota/small role/reader')).toMatch(/deleted[\s\S]*deleted/)
  })
})
