import { podRules, podVariables } from './pod-rules.ts'
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

const rules: Rule[] = [
  marked,
  sameMetadata,
  {
    expression: keeps(keptParts.map((part) => `object.spec.${part}`)),
    message: 'Of a Deployment Muster changes replicas and the pod template alone',
  },
  ...podRules,
]

export const deploymentPolicy: Policy = {
  name: 'deployments',
  comment: `Deployments: replicas and the pod template, and of the template not what would make pods mightier than they are.
It holds: the account pods run as and the tokens they get, their node's network, processes and files, which
containers there are, their privileges, and where the image of each comes from. A rollback across a change of one of
these is refused: a person does that one.
It cannot hold: that the template is one of an earlier revision, since CEL sees no other objects. Within the
containers that there are, command, arguments, environment, volumes and resources can be any. Who can patch a
Deployment can therefore run code as its pods and mount the Secrets of their namespace; it stays within the
privileges those pods have.`,
  group: 'apps',
  version: 'v1',
  resources: 'deployments',
  operations: ['UPDATE'],
  variables: podVariables,
  rules,
}
