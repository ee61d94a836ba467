import type { Policy } from './policy.ts'

export const pods: Policy = {
  name: 'pods',
  comment: `Pods: those that a ReplicaSet makes again may be deleted, and no others.
It asks neither whose they are nor how many have gone: whoever has the account can delete every such pod in the
namespaces of the Roles, one after another. All at once they cannot: the Roles grant delete, not deletecollection.`,
  group: '',
  version: 'v1',
  resources: 'pods',
  operations: ['DELETE'],
  rules: [
    {
      expression: `oldObject != null && oldObject.metadata.?ownerReferences.orValue([]).exists(o,
  o.kind == 'ReplicaSet' && o.?controller.orValue(false))`,
      message: 'Muster deletes pods that a ReplicaSet makes again, and no others',
    },
  ],
}
