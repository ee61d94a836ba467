import type { Pod, Revision } from '../../app/ports/cluster-objects.ts'
import { stuck } from '../../checks/pods.ts'
import { count } from '../../domain/count.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts'

/**
 * Most broken first. What a crash loop is seen doing changes by the second and its restarts are counted on: a
 * plan must choose the same pod again, so only what holds still counts, and then the older pod.
 */
const byNeed = (a: Pod, b: Pod): number =>
  Number(a.restarts === 0) - Number(b.restarts === 0) ||
  (a.startedAt ?? '').localeCompare(b.startedAt ?? '') ||
  a.name.localeCompare(b.name)

function unfit(deployment: string, pod: Pod, revisions: readonly Revision[]): Refused | undefined {
  if (!pod.owner)
    return refuse('no-owner', `${pod.name} has no owner that would make it again: Muster does not delete it`)
  const { kind, name } = pod.owner
  if (kind === 'ReplicaSet' && revisions.some(({ replicaSet }) => replicaSet === name)) return undefined
  return refuse('not-listed', `${pod.name} belongs to ${kind} ${name}, not to ${deployment}`)
}

const startingMs = 60_000

/** Not ready, and not just because it was started a moment ago. What was never started, deleting does not help. */
const isBroken = ({ ready, phase, restarts, waiting, startedAt }: Pod, now: Date): boolean =>
  !ready &&
  phase !== 'Succeeded' &&
  startedAt !== undefined &&
  (restarts > 0 || stuck.has(waiting ?? '') || now.getTime() - Date.parse(startedAt) > startingMs)

/** The pod named, or the one that is worst off; never the last that is ready. */
export function choosePod(
  deployment: string,
  { pods, revisions, now }: { pods: readonly Pod[]; revisions: readonly Revision[]; now: Date },
  wanted: string | undefined,
): Result<Pod> {
  const worst = pods.filter((pod) => isBroken(pod, now) && !unfit(deployment, pod, revisions)).sort(byNeed)[0]
  const pod = wanted ? pods.find(({ name }) => name === wanted) : worst
  const names = pods.map(({ name }) => name)
  if (!pod)
    return wanted
      ? refuse('not-found', `${deployment} has no pod ${wanted}: it has ${names.join(', ') || 'none'}`)
      : refuse('same', `No pod of ${deployment} is broken: name one, as in pod=${names[0] ?? '…'}`)
  const not = unfit(deployment, pod, revisions)
  if (not) return not
  return isLastReady(pod, pods)
    ? refuse('last-ready', `${pod.name} is the last ready pod of ${deployment}: scale it up or roll it back`)
    : ok(pod)
}

export const isLastReady = (pod: Pod, pods: readonly Pod[]): boolean =>
  pod.ready && !pods.some((other) => other.ready && other.uid !== pod.uid)

/** What is the matter with it just now, for a warning: this moves by itself. */
export function conditionOf({ name, ready, waiting, phase, restarts, node }: Pod): string {
  const state =
    waiting && stuck.has(waiting) ? `is in ${waiting}` : ready ? 'is ready and serves' : `is ${phase}`
  const often = restarts > 0 ? ` after ${count(restarts, 'restart')}` : ''
  return `${name} ${state}${often}${node ? `, on ${node}` : ''}`
}
