import type { ClusterEvent, Target } from '../app/ports/cluster-objects.ts'
import { readAll } from './ask.ts'
import type { Connection } from './connection.ts'
import { type EventObject, event as shape } from './objects.ts'

/**
 * When an event was last seen, and how often: a series counts for itself, an event of the older kind has its own
 * count, and one of the newer kind has only `eventTime`. Source: kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1
 */
const toEvent = ({ metadata, type, reason, message, ...one }: EventObject): ClusterEvent => ({
  at: one.series?.lastObservedTime ?? one.lastTimestamp ?? one.eventTime ?? metadata.creationTimestamp,
  type,
  reason,
  message,
  count: one.series?.count ?? one.count ?? 1,
})

/** What `kubectl describe` lists below an object of this kind, oldest first. */
export async function listEvents(
  connection: Connection,
  { namespace, name }: Target,
  kind: string,
): Promise<ClusterEvent[]> {
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`
  const all = await readAll(
    connection,
    {
      group: '',
      version: 'v1',
      resource: 'events',
      namespace,
      query: { fieldSelector },
    },
    shape,
  )
  return all.map(toEvent).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || 0)
}
