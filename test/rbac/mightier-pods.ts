import type { Deployment, PodSpec } from './standing.ts'

type Change = (pod: PodSpec, all: Deployment) => void

const set =
  (fields: Record<string, unknown>): Change =>
  (pod) => {
    Object.assign(pod, fields)
  }
const inContainer =
  (fields: Record<string, unknown>): Change =>
  (pod) => {
    Object.assign(pod.containers[0], fields)
  }
const secured = (securityContext: Record<string, unknown>): Change => inContainer({ securityContext })
const volume =
  (source: Record<string, unknown>): Change =>
  (pod) => {
    pod.volumes.push({ name: 'extra', ...source })
  }
const and =
  (...changes: Change[]): Change =>
  (pod, all) => {
    for (const change of changes) change(pod, all)
  }

const same: Change = () => {}
const image = 'nqba-api:2.8.0'

const account = 'Muster does not change which account pods run as: roll this back by hand'
const tokens = 'Muster gives pods no tokens or certificates: roll this back by hand'
const node = 'Muster does not give pods the network, processes or memory of their node'
const files = 'Muster does not mount files of the node'
const storage = 'Muster mounts no storage of other kinds: roll this back by hand'
const added = 'Muster adds no containers to pods: roll this back by hand'
const privileges = 'Muster does not change what containers are privileged to do: roll this back by hand'
const images = 'Muster runs other versions of the same images, no other images: roll this back by hand'
const apart = 'Muster does not change how nodes keep pods apart and rank them: roll this back by hand'

const token = { serviceAccountToken: { path: 'token', audience: 'vault' } }
const socket = { hostPath: { path: '/run/containerd/containerd.sock' } }
const logs = volume({ hostPath: { path: '/var/log' } })
const mounted = (readOnly: boolean): Change =>
  inContainer({ volumeMounts: [{ name: 'extra', mountPath: '/logs', readOnly }] })
const confined = secured({ runAsNonRoot: true, capabilities: { drop: ['ALL'] } })
const another: Change = (pod) => pod.containers.push({ name: 'another', image })
const noted =
  (profile: string): Change =>
  (_, all) => {
    all.spec.template.metadata.annotations['container.apparmor.security.beta.kubernetes.io/api'] = profile
  }

/** Pods that could do more than those that stand: what makes them so, from what to what, and what is said. */
export const mightier: [string, Change, Change, string[]][] = [
  ['another account', same, set({ serviceAccountName: 'admin' }), [account]],
  ['the old name of the account', same, set({ serviceAccount: 'admin' }), [account]],
  [
    'the token of its account',
    set({ automountServiceAccountToken: false }),
    set({ automountServiceAccountToken: true }),
    [account],
  ],
  ['that token by default', set({ automountServiceAccountToken: false }), same, [account]],
  ['a projected token', same, volume({ projected: { sources: [token] } }), [tokens]],
  [
    'a token beside settings',
    same,
    volume({ projected: { sources: [{ configMap: { name: 'nqba-config' } }, token] } }),
    [tokens],
  ],
  [
    'a token for others',
    volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }),
    volume({ projected: { sources: [token] } }),
    [tokens],
  ],
  [
    'a certificate',
    same,
    volume({ projected: { sources: [{ podCertificate: { signerName: 'a.b/c' } }] } }),
    [tokens],
  ],
  ['the network of the node', same, set({ hostNetwork: true }), [node]],
  ['the processes of the node', same, set({ hostPID: true }), [node]],
  ['the memory of the node', same, set({ hostIPC: true }), [node]],
  ['a port of the node', same, inContainer({ ports: [{ containerPort: 8000, hostPort: 22 }] }), [node]],
  ['files of the node', same, volume(socket), [files]],
  ['other files of the node', logs, volume({ hostPath: { path: '/' } }), [files]],
  ['to write what it only read', and(logs, mounted(true)), and(logs, mounted(false)), [files]],
  ['to mount what a neighbour mounts', logs, and(logs, mounted(true)), [files]],
  ['a network drive', same, volume({ nfs: { server: '10.0.0.1', path: '/' } }), [storage]],
  ['a driver of the node', same, volume({ flexVolume: { driver: 'x/y' } }), [storage]],
  ['another container', same, another, [added]],
  ['a container under another name', confined, and(confined, inContainer({ name: 'api2' })), [added]],
  ['an init container', same, set({ initContainers: [{ name: 'before', image }] }), [added]],
  ['an init container of a known name', same, set({ initContainers: [{ name: 'api', image }] }), [added]],
  ['an ephemeral container', same, set({ ephemeralContainers: [{ name: 'debug', image }] }), [added]],
  ['privileges', same, secured({ privileged: true }), [privileges]],
  ['capabilities', same, secured({ capabilities: { add: ['SYS_ADMIN'] } }), [privileges]],
  ['a way to more privileges', same, secured({ allowPrivilegeEscalation: true }), [privileges]],
  ['no confinement any more', confined, same, [privileges]],
  ['the unmasked /proc', same, secured({ procMount: 'Unmasked' }), [privileges]],
  ['root', set({ securityContext: { runAsUser: 1000 } }), set({ securityContext: {} }), [privileges]],
  ['system settings', same, set({ securityContext: { sysctls: [{ name: 'a', value: '1' }] } }), [privileges]],
  ['an open profile', same, noted('unconfined'), [privileges]],
  ['no profile any more', noted('localhost/tight'), same, [privileges]],
  ['another image', same, inContainer({ image: 'evil:2.8.0' }), [images]],
  ['an image from elsewhere', same, inContainer({ image: 'evil.io/nqba-api:2.8.0' }), [images]],
  ['an image behind a port', same, inContainer({ image: 'nqba-api:5000/evil:1' }), [images]],
  ['a longer name', same, inContainer({ image: 'nqba-api-evil:2.8.0' }), [images]],
  [
    'the image of its neighbour',
    (pod) => pod.containers.push({ name: 'proxy', image: 'proxy:1', securityContext: { privileged: true } }),
    (pod) => pod.containers.push({ name: 'proxy', image, securityContext: { privileged: true } }),
    [images],
  ],
  ['the users of the node', set({ hostUsers: false }), same, [apart]],
  ['the processes of its neighbours', same, set({ shareProcessNamespace: true }), [apart]],
  ['a weaker sandbox', set({ runtimeClassName: 'gvisor' }), set({ runtimeClassName: 'runc' }), [apart]],
  ['no sandbox', set({ runtimeClassName: 'gvisor' }), same, [apart]],
  ['a node of its choice', same, set({ nodeName: 'control-plane' }), [apart]],
  ['a rank above others', same, set({ priorityClassName: 'system-node-critical' }), [apart]],
  ['another scheduler', same, set({ schedulerName: 'mine' }), [apart]],
  ['devices', same, set({ resourceClaims: [{ name: 'gpu' }] }), [apart]],
  ['what is not invented yet', same, set({ hostDreams: true }), [apart]],
  [
    'much at once',
    same,
    and(volume(socket), secured({ privileged: true }), set({ hostPID: true })),
    [node, files, privileges],
  ],
]

/** What a rollback may well cross: neither mightier nor refused. */
export const noMightier: [string, Change, Change][] = [
  ['another tag', same, inContainer({ image: 'nqba-api:2.7.1' })],
  ['a digest', same, inContainer({ image: `nqba-api@sha256:${'a'.repeat(64)}` })],
  ['other words to its program', same, inContainer({ command: ['api'], args: ['--slow'] })],
  ['other settings', same, inContainer({ env: [{ name: 'A', value: 'b' }] })],
  ['settings as files', same, volume({ configMap: { name: 'nqba-config' } })],
  [
    'settings in one place',
    same,
    volume({ projected: { sources: [{ configMap: { name: 'nqba-config' } }] } }),
  ],
  ['more time to end', same, set({ terminationGracePeriodSeconds: 60 })],
  ['other nodes of the same kind', same, set({ nodeSelector: { disk: 'fast' } })],
  ['less: its own network', set({ hostNetwork: true }), same],
  ['less: no token', same, set({ automountServiceAccountToken: true })],
  ['less: no neighbour', another, same],
  ['the same files of the node', and(logs, mounted(true)), and(logs, mounted(true))],
  [
    'the same token',
    volume({ projected: { sources: [token] } }),
    volume({ projected: { sources: [token] } }),
  ],
]
