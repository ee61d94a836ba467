import type { Rule } from './policy.ts'

/** What the rules below speak of. */
export const podVariables = {
  pod: 'object.spec.template.spec',
  oldPod: 'oldObject.spec.template.spec',
  containers: 'variables.pod.containers + variables.pod.?initContainers.orValue([])',
  oldContainers: 'variables.oldPod.containers + variables.oldPod.?initContainers.orValue([])',
  volumes: 'variables.pod.?volumes.orValue([])',
  oldVolumes: 'variables.oldPod.?volumes.orValue([])',
  notes: 'object.spec.template.metadata.?annotations.orValue({})',
  oldNotes: 'oldObject.spec.template.metadata.?annotations.orValue({})',
  /** All of an image's name but tag and digest. */
  repository: "'^([a-zA-Z0-9.-]+(:[0-9]+)?/)?[^:@]+'",
}

/** Off, or on already. */
const notTurnedOn = (field: string): string =>
  `(!variables.pod.?${field}.orValue(false) || variables.oldPod.?${field}.orValue(false))`

const samePodField = (field: string, unset: string): string =>
  `variables.pod.?${field}.orValue(${unset}) == variables.oldPod.?${field}.orValue(${unset})`

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** Kinds of volumes that the Pod Security Standards leave to everybody, the node's own files and networks not. */
const openVolumes = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected'],
  'secret',
]

/** Parts of a pod that have a rule of their own, and those that make no pod mightier. All others stay. */
const seenTo = [
  ...['automountServiceAccountToken', 'containers', 'ephemeralContainers', 'hostIPC', 'hostNetwork'],
  ...['hostPID', 'initContainers', 'securityContext', 'serviceAccount', 'serviceAccountName', 'volumes'],
]
const harmless = [
  ...['activeDeadlineSeconds', 'affinity', 'dnsConfig', 'dnsPolicy', 'enableServiceLinks', 'hostAliases'],
  ...['hostname', 'imagePullSecrets', 'nodeSelector', 'readinessGates', 'resources', 'restartPolicy'],
  ...['setHostnameAsFQDN', 'subdomain', 'terminationGracePeriodSeconds', 'tolerations'],
  'topologySpreadConstraints',
]

/** Of two containers of one name, before and after. */
const ofNamesakes = (condition: string): string => `variables.oldContainers.all(o, variables.containers.all(c,
  c.name != o.name || ${condition}))`

/** Against all that would make pods mightier than they are. */
export const podRules: Rule[] = [
  {
    expression: [
      samePodField('serviceAccountName', "''"),
      samePodField('serviceAccount', "''"),
      samePodField('automountServiceAccountToken', 'true'),
    ].join('\n&& '),
    message: 'Muster does not change which account pods run as: roll this back by hand',
  },
  {
    expression: `variables.volumes.all(v, v.?projected.?sources.orValue([]).all(s,
  has(s.configMap) || has(s.secret) || has(s.downwardAPI)
  || variables.oldVolumes.exists(o, o.?projected.?sources.orValue([]).exists(p, p == s))))`,
    message: 'Muster gives pods no tokens or certificates: roll this back by hand',
  },
  {
    expression: `${['hostNetwork', 'hostPID', 'hostIPC'].map(notTurnedOn).join('\n&& ')}
&& variables.containers.all(c, c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0
  || variables.oldContainers.exists(o, o.?ports.orValue([]).exists(q, q.?hostPort.orValue(0) == p.hostPort))))`,
    message: 'Muster does not give pods the network, processes or memory of their node',
  },
  {
    expression: `variables.volumes.all(v, !has(v.hostPath) || variables.oldVolumes.exists(o, o == v))
&& variables.containers.all(c, c.?volumeMounts.orValue([]).all(m,
  !variables.volumes.exists(v, v.name == m.name && has(v.hostPath))
  || variables.oldContainers.exists(o, o.name == c.name && o.?volumeMounts.orValue([]).exists(n, n == m))))`,
    message: 'Muster does not mount files of the node',
  },
  {
    expression: `variables.volumes.all(v, dyn(v).all(k, k in ['name', 'hostPath', ${quoted(openVolumes)}])
  || variables.oldVolumes.exists(o, o == v))`,
    message: 'Muster mounts no storage of other kinds: roll this back by hand',
  },
  {
    expression: `variables.pod.containers.all(c, variables.oldPod.containers.exists(o, o.name == c.name))
&& variables.pod.?initContainers.orValue([]).all(c,
  variables.oldPod.?initContainers.orValue([]).exists(o, o.name == c.name))
&& !has(variables.pod.ephemeralContainers)`,
    message: 'Muster adds no containers to pods: roll this back by hand',
  },
  {
    expression: `${samePodField('securityContext', '{}')}
&& ${ofNamesakes('c.?securityContext.orValue({}) == o.?securityContext.orValue({})')}
&& variables.notes.all(k, !k.startsWith('container.apparmor.') || variables.oldNotes[?k].orValue('') == variables.notes[k])
&& variables.oldNotes.all(k, !k.startsWith('container.apparmor.') || k in variables.notes)`,
    message: 'Muster does not change what containers are privileged to do: roll this back by hand',
  },
  {
    expression: ofNamesakes('c.image.find(variables.repository) == o.image.find(variables.repository)'),
    message: 'Muster runs other versions of the same images, no other images: roll this back by hand',
  },
  {
    expression: `dyn(variables.pod).all(k, k in [${quoted([...seenTo, ...harmless])}]
  || (k in variables.oldPod && variables.pod[k] == variables.oldPod[k]))
&& dyn(variables.oldPod).all(k, k in [${quoted([...seenTo, ...harmless])}] || k in variables.pod)`,
    message: 'Muster does not change how nodes keep pods apart and rank them: roll this back by hand',
  },
]
