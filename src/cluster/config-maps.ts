import type { Cluster } from '../app/ports/cluster.ts'
import type { ConfigMap, Target } from '../app/ports/cluster-objects.ts'
import { change, readOne } from './ask.ts'
import { patching, reading } from './call.ts'
import { mark } from './changes.ts'
import type { Connection } from './connection.ts'
import { configMap as shape } from './objects.ts'

const configMaps = { group: '', version: 'v1', resource: 'configmaps' }

export async function readConfigMap(connection: Connection, target: Target): Promise<ConfigMap | undefined> {
  const object = await readOne(connection, reading({ ...configMaps, ...target }), shape)
  if (!object) return undefined
  const { namespace, name, resourceVersion, annotations } = object.metadata
  return { namespace, name, resourceVersion, annotations, data: object.data ?? {} }
}

/** A merge patch: only the named keys change, and null takes a key away. */
export const setConfig = (
  connection: Connection,
  target: Target,
  wanted: Parameters<Cluster['setConfig']>[1],
): Promise<void> =>
  change(
    connection,
    patching({
      ...configMaps,
      ...target,
      as: 'merge',
      body: {
        metadata: { resourceVersion: wanted.ifVersion, annotations: mark(wanted.remediation) },
        data: wanted.set,
      },
      dryRun: wanted.dryRun,
    }),
  )
