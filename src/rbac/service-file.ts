import { roleYaml } from '../cluster/role-text.ts'
import type { Service } from '../domain/service.ts'
import { type Account, scalar } from './account.ts'
import { type Grant, grantsFor, type Tools } from './grants.ts'

const bindingYaml = (
  name: string,
  namespace: string,
  account: Account,
): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${scalar(name)}
  namespace: ${scalar(namespace)}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${scalar(name)}
subjects:
  - kind: ServiceAccount
    name: ${scalar(account.name)}
    namespace: ${scalar(account.namespace)}
`

/** Roles and bindings of one service, each pair on its own: without its binding a remediation is switched off. */
export function serviceYaml(service: Service, tools: Tools, account: Account): string {
  const { id, namespace } = service
  const documents = grantsFor(service, tools).flatMap(({ name, purpose, rights }: Grant) => {
    const full = `muster-${id}-${name}`
    return [roleYaml(full, namespace, rights, purpose), bindingYaml(full, namespace, account)]
  })
  return [header(service), ...documents].join('---\n')
}

const header = ({
  id,
  namespace,
}: Service): string => `# What Muster may do for ${id}, in the namespace ${namespace} and nowhere else.
# Written by "muster rbac" from playbooks/${id}/service.yml: change that, and write it again.
# A Role says which objects, not which fields of them: muster.yml beside this file adds that.
# Lists cannot be limited to names; of what they show, Muster uses what service.yml names.
`
