import { type Account, accountYaml } from './account.ts'
import { deploymentPolicy } from './deployment-policy.ts'
import { type Policy, policyYaml } from './policy.ts'
import { marked, sameMetadata } from './rules.ts'

const update = ['UPDATE']

const configMaps: Policy = {
  name: 'configmaps',
  comment: `ConfigMaps: the text under data, and nothing else.
It cannot tell a good value from a bad one: what a key may hold is for approvers to see in the plan.`,
  group: '',
  resources: 'configmaps',
  operations: update,
  rules: [
    marked,
    sameMetadata,
    {
      expression: `object.?binaryData.orValue(null) == oldObject.?binaryData.orValue(null)
&& object.?immutable.orValue(null) == oldObject.?immutable.orValue(null)`,
      message: 'Of a ConfigMap Muster changes data alone',
    },
  ],
}

const autoscalers: Policy = {
  name: 'autoscalers',
  comment: `Autoscalers: minimum and maximum, and nothing else.
The Role cannot name them, since service.yml names deployments. How far they may go stands in service.yml, which
Muster keeps to and the API server does not know.`,
  group: 'autoscaling',
  resources: 'horizontalpodautoscalers',
  operations: update,
  rules: [
    marked,
    sameMetadata,
    {
      expression: `object.spec.scaleTargetRef == oldObject.spec.scaleTargetRef
&& object.spec.?metrics.orValue(null) == oldObject.spec.?metrics.orValue(null)
&& object.spec.?behavior.orValue(null) == oldObject.spec.?behavior.orValue(null)
&& object.spec.maxReplicas > 0`,
      message: 'Of an autoscaler Muster changes minReplicas and maxReplicas alone',
    },
  ],
}

const exec: Policy = {
  name: 'exec',
  comment: `Exec: redis-cli, without a terminal and without input.
A Role for pods/exec opens every pod of the namespace to every command; this closes all but one. What redis-cli is
told is not looked at: whoever has the account can still read and change the Redis of every pod that has redis-cli.
Reach a cache by its url, and there is no such Role at all.
If your version of Kubernetes cannot look into exec, it refuses it (failurePolicy: Fail).`,
  group: '',
  resources: 'pods/exec',
  operations: ['CONNECT'],
  rules: [
    {
      expression: "object.command.size() > 0 && object.command[0] == 'redis-cli'",
      message: 'Muster runs redis-cli in pods and nothing else',
    },
    {
      expression: '!object.?stdin.orValue(false) && !object.?tty.orValue(false)',
      message: 'Muster asks for no terminal and sends no input',
    },
  ],
}

/** A second lock: it holds where somebody has bound the account to more than its Roles. */
const nothingElse: Policy = {
  name: 'nothing-else',
  comment: `Everything else: no. The Roles beside this file do not allow it either; this holds where somebody has bound
the account to more, and for all namespaces. Reading is not seen by admission: for what may be read, the Roles
are all there is. Nor is impersonation, and nobody who holds another account's token is held by any of this.`,
  group: '*',
  resources: '*/*',
  operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
  except: [
    { group: 'apps', resources: 'deployments', operations: update },
    { group: '', resources: 'configmaps', operations: update },
    { group: 'autoscaling', resources: 'horizontalpodautoscalers', operations: update },
    { group: '', resources: 'pods', operations: ['DELETE'] },
    { group: '', resources: 'pods/exec', operations: ['CONNECT'] },
    { group: 'authorization.k8s.io', resources: 'selfsubjectaccessreviews', operations: ['CREATE'] },
  ],
  rules: [{ expression: 'false', message: 'Muster does not do that' }],
}

const introduction = `# What Muster's service account may change within the objects that its Roles allow: Muster's own promises, kept by
# the API server, so that they hold even for somebody who has stolen the account. Kubernetes 1.30 or later.
# A patch and an update are the same to admission (UPDATE); dry runs are looked at too.
# Written by "muster rbac".
`

export const admissionYaml = (account: Account): string =>
  [
    introduction,
    accountYaml(account),
    ...[deploymentPolicy, configMaps, autoscalers, exec, nothingElse].map((policy) =>
      policyYaml(policy, account),
    ),
  ].join('---\n')
