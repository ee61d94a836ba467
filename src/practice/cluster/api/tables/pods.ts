import type { Pod } from '../../kinds/pod.ts'
import { pod } from '../../kinds/pod.ts'
import type { KubeObject } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import type { Column } from './columns.ts'
import { age, column, name, orNone, since } from './columns.ts'

const read = (object: KubeObject): Pod => pod.parse(object)

/** The word in the STATUS column: the pod's phase unless its containers tell more. */
function podStatus(object: KubeObject): string {
  const { metadata, status } = read(object)
  if (metadata.deletionTimestamp) return 'Terminating'
  for (const { state } of status.containerStatuses ?? []) {
    if (state.waiting?.reason) return String(state.waiting.reason)
    if (state.terminated) return String(state.terminated.reason ?? `ExitCode:${state.terminated.exitCode}`)
  }
  return status.reason ?? status.phase ?? 'Unknown'
}

function restarts(object: KubeObject, now: number): string {
  const containers = read(object).status.containerStatuses ?? []
  const count = containers.reduce((sum, one) => sum + one.restartCount, 0)
  const last = containers
    .map((one) => fieldAt(one.lastState, 'terminated.finishedAt'))
    .filter((time) => time !== undefined)
    .sort()
    .at(-1)
  return count > 0 && last !== undefined ? `${count} (${since(last, now)} ago)` : String(count)
}

function ready(object: KubeObject): string {
  const { spec, status } = read(object)
  const up = (status.containerStatuses ?? []).filter((one) => one.ready).length
  return `${up}/${spec.containers.length}`
}

export const podColumns: Column[] = [
  name,
  column('Ready', ready, { says: 'Containers ready, of all' }),
  column('Status', podStatus, { says: 'What its containers are at' }),
  column('Restarts', restarts, { says: 'How often its containers were restarted, and when last' }),
  age,
  column('IP', (object) => orNone(fieldAt(object, 'status.podIP')), { wide: true }),
  column('Node', (object) => orNone(fieldAt(object, 'spec.nodeName')), { wide: true }),
  column('Nominated Node', () => '<none>', { wide: true }),
  column('Readiness Gates', () => '<none>', { wide: true }),
]
