import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, at, column, createdAt, each, name, size } from './columns.ts'

const role = (object: KubeObject): string =>
  `${fieldAt(object, 'roleRef.kind')}/${fieldAt(object, 'roleRef.name')}`

const subjects = (title: string, kind: string) =>
  column(
    title,
    (object) => {
      const told = each(object.subjects, (one) => {
        if (fieldAt(one, 'kind') !== kind) return undefined
        const space = fieldAt(one, 'namespace')
        return space ? `${space}/${fieldAt(one, 'name')}` : fieldAt(one, 'name')
      })
      return told === '<none>' ? '' : told
    },
    { wide: true },
  )

const bindings = [
  name,
  column('Role', role),
  age,
  subjects('Users', 'User'),
  subjects('Groups', 'Group'),
  subjects('ServiceAccounts', 'ServiceAccount'),
]

const decision = (object: KubeObject): string => {
  const told = each(fieldAt(object, 'status.conditions'), (one) => fieldAt(one, 'type'))
  const issued = fieldAt(object, 'status.certificate') ? ',Issued' : ''
  return told === '<none>' ? 'Pending' : `${told}${issued}`
}

export const accessColumns: Record<string, Column[]> = {
  roles: [name, createdAt],
  clusterroles: [name, createdAt],
  rolebindings: bindings,
  clusterrolebindings: bindings,
  serviceaccounts: [name, size('Secrets', 'secrets'), age],
  certificatesigningrequests: [
    name,
    age,
    at('SignerName', 'spec.signerName'),
    at('Requestor', 'spec.username', { otherwise: '' }),
    at('RequestedDuration', 'spec.expirationSeconds'),
    column('Condition', decision),
  ],
}
