import type { Pod } from '../kinds/pod.ts'
import { fieldAt } from '../object.ts'
import type { Store } from '../store.ts'
import { ApiError, badRequest } from './status.ts'

/** `--kubelet-preferred-address-types`, as the API server has them by default. */
const preferred = ['Hostname', 'InternalDNS', 'InternalIP', 'ExternalDNS', 'ExternalIP']

/** The address behind which a pod's logs and commands are; throws where its node has none. */
export function kubeletAddress(store: Store, { metadata, spec }: Pod): string {
  if (!spec.nodeName) throw badRequest(`pod ${metadata.name} does not have a host assigned`)
  const node = store.get('nodes', undefined, spec.nodeName)
  const found = fieldAt(node, 'status.addresses')
  const addresses = Array.isArray(found) ? found : []
  for (const type of preferred) {
    const address = fieldAt(
      addresses.find((one) => fieldAt(one, 'type') === type),
      'address',
    )
    if (typeof address === 'string') return address
  }
  const known = addresses.map((one) => `{${fieldAt(one, 'type')} ${fieldAt(one, 'address')}}`).join(' ')
  throw new ApiError(500, undefined, `no preferred addresses found; known addresses: [${known}]`)
}
