import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, at, column, name, size } from './columns.ts'

const short: Record<string, string> = {
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOnce: 'RWO',
  ReadWriteOncePod: 'RWOP',
}

const modes = (path: string) =>
  column('Access Modes', (object) => {
    const found = fieldAt(object, path)
    return (Array.isArray(found) ? found : []).map((mode) => short[String(mode)] ?? mode).join(',')
  })

const claim = (object: KubeObject): string => {
  const reference = fieldAt(object, 'spec.claimRef')
  return reference ? `${fieldAt(reference, 'namespace')}/${fieldAt(reference, 'name')}` : ''
}

const volumeMode = at('VolumeMode', 'spec.volumeMode', { wide: true, otherwise: '<unset>' })
const attributesClass = at('VolumeAttributesClass', 'spec.volumeAttributesClassName', {
  otherwise: '<unset>',
})
const blank = { otherwise: '' }
const no = { otherwise: 'false' }

export const storageColumns: Record<string, Column[]> = {
  persistentvolumes: [
    name,
    at('Capacity', 'spec.capacity.storage', blank),
    modes('spec.accessModes'),
    at('Reclaim Policy', 'spec.persistentVolumeReclaimPolicy', blank),
    at('Status', 'status.phase', blank),
    column('Claim', claim),
    at('StorageClass', 'spec.storageClassName', blank),
    attributesClass,
    at('Reason', 'status.reason', blank),
    age,
    volumeMode,
  ],
  persistentvolumeclaims: [
    name,
    at('Status', 'status.phase', blank),
    at('Volume', 'spec.volumeName', blank),
    at('Capacity', 'status.capacity.storage', blank),
    modes('status.accessModes'),
    at('StorageClass', 'spec.storageClassName', blank),
    attributesClass,
    age,
    volumeMode,
  ],
  storageclasses: [
    name,
    at('Provisioner', 'provisioner'),
    at('ReclaimPolicy', 'reclaimPolicy', { otherwise: 'Delete' }),
    at('VolumeBindingMode', 'volumeBindingMode', { otherwise: 'Immediate' }),
    at('AllowVolumeExpansion', 'allowVolumeExpansion', no),
    age,
  ],
  csidrivers: [
    name,
    at('AttachRequired', 'spec.attachRequired', { otherwise: 'true' }),
    at('PodInfoOnMount', 'spec.podInfoOnMount', no),
    at('StorageCapacity', 'spec.storageCapacity', no),
    column('TokenRequests', () => '<unset>'),
    at('RequiresRepublish', 'spec.requiresRepublish', no),
    at('Modes', 'spec.volumeLifecycleModes', { otherwise: 'Persistent' }),
    age,
  ],
  csinodes: [name, size('Drivers', 'spec.drivers'), age],
  csistoragecapacities: [
    name,
    at('StorageClassName', 'storageClassName', blank),
    at('Capacity', 'capacity', blank),
  ],
  volumeattachments: [
    name,
    at('Attacher', 'spec.attacher'),
    at('PV', 'spec.source.persistentVolumeName', blank),
    at('Node', 'spec.nodeName'),
    at('Attached', 'status.attached', no),
    age,
  ],
}
