import type { Policy } from './policy.ts'

export const pods: Policy = {
  name: 'pods',
  comment: `Pods: those that a ReplicaSet makes again may be deleted, one at a time.
Whose they are it does not ask: any pod of any deployment in the namespaces of the Roles can go.`,
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
