import { labelSelector } from '../../kinds/deployment.ts'
import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import { selectorText } from '../selectors.ts'
import type { Column } from './columns.ts'
import { age, at, column, each, name } from './columns.ts'

const members = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const addressPorts = (object: KubeObject): string =>
  each(
    members(object.subsets).flatMap((subset) =>
      members(fieldAt(subset, 'addresses')).flatMap((address) =>
        members(fieldAt(subset, 'ports')).map((port) => `${fieldAt(address, 'ip')}:${fieldAt(port, 'port')}`),
      ),
    ),
    (one) => one,
  )

const hosts = (object: KubeObject): string => {
  const told = each(fieldAt(object, 'spec.rules'), (rule) => fieldAt(rule, 'host'))
  return told === '<none>' ? '*' : told
}

const loadBalancer = (object: KubeObject): string => {
  const told = each(
    fieldAt(object, 'status.loadBalancer.ingress'),
    (one) => fieldAt(one, 'ip') ?? fieldAt(one, 'hostname'),
  )
  return told === '<none>' ? '' : told
}

const podSelector = (object: KubeObject): string => {
  const read = labelSelector.safeParse(fieldAt(object, 'spec.podSelector'))
  return (read.success && selectorText(read.data)) || '<none>'
}

export const networkColumns: Record<string, Column[]> = {
  endpoints: [name, column('Endpoints', addressPorts), age],
  endpointslices: [
    name,
    at('AddressType', 'addressType'),
    column('Ports', ({ ports }) => each(ports, (port) => fieldAt(port, 'port'))),
    column('Endpoints', ({ endpoints }) =>
      each(
        members(endpoints).flatMap((one) => members(fieldAt(one, 'addresses'))),
        (one) => one,
      ),
    ),
    age,
  ],
  ingresses: [
    name,
    at('Class', 'spec.ingressClassName'),
    column('Hosts', hosts),
    column('Address', loadBalancer),
    column('Ports', (object) => (members(fieldAt(object, 'spec.tls')).length > 0 ? '80, 443' : '80')),
    age,
  ],
  ingressclasses: [
    name,
    at('Controller', 'spec.controller'),
    column('Parameters', (object) => {
      const reference = fieldAt(object, 'spec.parameters')
      return reference ? `${fieldAt(reference, 'kind')}/${fieldAt(reference, 'name')}` : '<none>'
    }),
    age,
  ],
  networkpolicies: [name, column('Pod-Selector', podSelector), age],
}
