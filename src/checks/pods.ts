import { z } from 'zod'
import type { Pod } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { count } from '../domain/count.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { onAny } from './rights.ts'

/** A selector that names something: an empty one would take every pod of the namespace. */
export const selector = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: 'Label selector as for kubectl -l, as in component=worker' })

/** Reasons for waiting that do not pass by themselves. */
export const stuck = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
])

const line = (pod: Pod): string =>
  [
    `${pod.name}: ${pod.waiting ?? pod.phase}`,
    pod.ready ? 'ready' : 'not ready',
    count(pod.restarts, 'restart'),
    ...(pod.node ? [`on ${pod.node}`] : []),
  ].join(', ')

export const pods = defineCheck({
  name: 'pods',
  summary: 'Count ready pods, restarts and crash loops',
  input: z.strictObject({
    selector,
    minReady: z.int().min(0).optional().meta({ description: 'All of them when absent' }),
    maxRestarts: z.int().min(0).optional(),
    namespace: z.string().optional(),
  }),
  timeoutMs: 20_000,
  rights: () => [onAny('', 'pods', 'list')],

  async run({ selector: wanted, minReady, maxRestarts, namespace }, { cluster }, { service }) {
    if (namespace && namespace !== service.namespace)
      throw new Denied(
        `${service.name} may only look at namespace ${service.namespace}: leave out "namespace: ${namespace}"`,
      )
    const listed = await cluster.pods(service.namespace, wanted)
    // Pods of finished jobs are no longer meant to be ready.
    const found = listed.filter((pod) => pod.phase !== 'Succeeded')
    const ready = found.filter((pod) => pod.ready).length
    const failing = found.filter((pod) => stuck.has(pod.waiting ?? ''))
    const restarted = found.filter((pod) => maxRestarts !== undefined && pod.restarts > maxRestarts)

    const wrong = [
      ...(found.length === 0 ? ['no pod has this selector'] : []),
      ...(ready < (minReady ?? found.length) && minReady !== undefined ? [`${minReady} are needed`] : []),
      ...failing
        .slice(0, 2)
        .map((pod) => `${pod.name} is in ${pod.waiting} after ${count(pod.restarts, 'restart')}`),
      ...(failing.length > 2 ? [`${failing.length - 2} more are stuck`] : []),
      ...(restarted.length > 0
        ? [`${count(restarted.length, 'pod')} restarted more than ${maxRestarts} times`]
        : []),
    ]
    const worstFirst = [...found].sort((a, b) => Number(a.ready) - Number(b.ready) || b.restarts - a.restarts)
    return {
      passed: wrong.length === 0 && ready >= (minReady ?? found.length),
      summary: [`${ready} of ${count(found.length, 'pod')} ready`, ...wrong].join('; '),
      evidence: evidenceLines(worstFirst.map(line)),
      data: { found: found.length, ready, stuck: failing.length },
    }
  },
})
