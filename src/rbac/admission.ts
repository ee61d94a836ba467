import { type Account, accountYaml } from './account.ts'
import { deploymentPolicy } from './deployment-policy.ts'
import { exec } from './exec-policy.ts'
import { pods } from './pods-policy.ts'
import { type Policy, policyYaml, type Requests } from './policy.ts'
import { marked, sameMetadata } from './rules.ts'

const update = ['UPDATE']

const configMaps: Policy = {
  name: 'configmaps',
  comment: `ConfigMaps: the text under data, and nothing else.
It cannot tell a good value from a bad one: what a key may hold is for approvers to see in the plan.`,
  group: '',
  version: 'v1',
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
  version: 'v2',
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

const seenTo = [deploymentPolicy, configMaps, autoscalers, pods, exec]

const requestsOf = ({ group, version, resources, operations }: Policy): Requests => ({
  group,
  version,
  resources,
  operations,
})

/** To ask what one may do changes nothing. */
const asking: Requests = {
  group: 'authorization.k8s.io',
  version: 'v1',
  resources: 'selfsubjectaccessreviews',
  operations: ['CREATE'],
}

/** A second lock: it holds where somebody has bound the account to more than its Roles. */
const nothingElse: Policy = {
  name: 'nothing-else',
  comment: `Everything else: no. The Roles beside this file do not allow it either; this holds where somebody has bound
the account to more, and for all namespaces. Reading is not seen by admission: for what may be read, the Roles
are all there is. Nor is impersonation, and nobody who holds another account's token is held by any of this.`,
  group: '*',
  version: '*',
  resources: '*/*',
  operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
  except: [...seenTo.map(requestsOf), asking],
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
    ...[...seenTo, nothingElse].map((policy) => policyYaml(policy, account)),
  ].join('---\n')
