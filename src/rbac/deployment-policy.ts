import type { Policy, Rule } from './policy.ts'
import { marked, sameMetadata } from './rules.ts'

/** The parts of a Deployment that stay as they are whatever Muster does. */
const keptParts = [
  'selector',
  'strategy',
  'minReadySeconds',
  'revisionHistoryLimit',
  'paused',
  'progressDeadlineSeconds',
]

const same = (path: string): string => {
  const cut = path.lastIndexOf('.')
  const [of, field] = [path.slice(0, cut), path.slice(cut + 1)]
  return `${of}.?${field}.orValue(null) == ${of.replace('object', 'oldObject')}.?${field}.orValue(null)`
}

const keeps = (paths: readonly string[]): string => paths.map(same).join('\n&& ')

/** Off, or on already. */
const notTurnedOn = (field: string): string =>
  `(!variables.pod.?${field}.orValue(false) || variables.oldPod.?${field}.orValue(false))`

const rules: Rule[] = [
  marked,
  sameMetadata,
  {
    expression: keeps(keptParts.map((part) => `object.spec.${part}`)),
    message: 'Of a Deployment Muster changes replicas and the pod template alone',
  },
  {
    expression: `variables.pod.?serviceAccountName.orValue('') == variables.oldPod.?serviceAccountName.orValue('')
&& variables.pod.?automountServiceAccountToken.orValue(true) == variables.oldPod.?automountServiceAccountToken.orValue(true)`,
    message: 'Muster does not change which account pods run as: roll this back by hand',
  },
  {
    expression: ['hostNetwork', 'hostPID', 'hostIPC'].map(notTurnedOn).join('\n&& '),
    message: 'Muster does not give pods the network, processes or memory of their node',
  },
  {
    expression: `variables.pod.?volumes.orValue([]).all(v, !has(v.hostPath)
  || variables.oldPod.?volumes.orValue([]).exists(o, has(o.hostPath) && o.hostPath == v.hostPath))`,
    message: 'Muster does not mount files of the node',
  },
  {
    expression: `variables.pod.?securityContext.orValue({}) == variables.oldPod.?securityContext.orValue({})
&& variables.containers.all(c, !has(c.securityContext)
  || variables.oldContainers.exists(o, o.name == c.name && o.?securityContext.orValue({}) == c.securityContext))
&& variables.oldContainers.all(o, !has(o.securityContext)
  || variables.containers.all(c, c.name != o.name || has(c.securityContext)))`,
    message: 'Muster does not change what containers are privileged to do: roll this back by hand',
  },
  {
    expression: `variables.containers.all(c, variables.oldContainers.exists(o,
  o.image.find(variables.repository) == c.image.find(variables.repository)))`,
    message: 'Muster runs other versions of the same images, no other images: roll this back by hand',
  },
]

export const deploymentPolicy: Policy = {
  name: 'deployments',
  comment: `Deployments: replicas and the pod template, and of the template not what would make pods mightier than they are.
It holds: the account pods run as, their node's network, processes and files, privileges, and where images come
from. A rollback across a change of one of these is refused: a person does that one.
It cannot hold: that the template is one of an earlier revision, since CEL sees no other objects. Within the images
in use, command, arguments, environment, volumes and resources can be any. Who can patch a Deployment can therefore
run code as its pods and mount the Secrets of their namespace; it stays within the privileges those pods have.`,
  group: 'apps',
  resources: 'deployments',
  operations: ['UPDATE'],
  variables: {
    pod: 'object.spec.template.spec',
    oldPod: 'oldObject.spec.template.spec',
    containers: 'variables.pod.containers + variables.pod.?initContainers.orValue([])',
    oldContainers: 'variables.oldPod.containers + variables.oldPod.?initContainers.orValue([])',
    repository: "'^([a-zA-Z0-9.-]+(:[0-9]+)?/)?[^:@]+'",
  },
  rules,
}
