import { z } from 'zod'
import { isReady, type Pod, pod as podSchema } from '../../../cluster/kinds/pod.ts'
import type { World } from '../../../cluster/world.ts'
import { deployment, namespace } from '../programs/state.ts'

export const podsOf = (world: World, app?: string): Pod[] =>
  world.store
    .list('pods', namespace)
    .map((one) => podSchema.parse(one))
    .filter(({ metadata }) => app === undefined || metadata.labels?.app === app)

/** Its state and how it ended before, as kubectl names them. */
const statesOf = (one: Pod): string[] =>
  (one.status.containerStatuses ?? []).flatMap(({ image, restartCount, state, lastState }) => [
    `    Image:          ${image}`,
    ...Object.values(state).flatMap(({ reason }) => (reason ? [`      Reason:       ${reason}`] : [])),
    ...Object.values(lastState).flatMap(({ reason, exitCode }) => [
      `      Reason:       ${reason}`,
      `      Exit Code:    ${exitCode}`,
    ]),
    `    Restart Count:  ${restartCount}`,
  ])

/** Shortened to what is looked for: state, limits, probe, restarts, why there is no place. */
export const describePods = (world: World): string[] =>
  podsOf(world).flatMap((one) => [
    `Name:           ${one.metadata.name}`,
    `Node:           ${one.spec.nodeName ?? '<none>'}`,
    `Status:         ${one.status.phase ?? 'Pending'}`,
    ...statesOf(one),
    ...(one.metadata.labels?.app === deployment
      ? ['    Startup:        http-get http://:http/health delay=10s timeout=3s period=5s #failure=12']
      : []),
    `  Ready           ${isReady(one) ? 'True' : 'False'}`,
    ...(one.spec.nodeName ? [] : ['  Warning  FailedScheduling  default-scheduler  no node has room']),
  ])

const nodesOf = (world: World): string[] => world.store.list('nodes').map(({ metadata }) => metadata.name)

export const listNodes = (world: World): string[] =>
  nodesOf(world).map((name) => `${name}   Ready   <none>   90d   v1.32.3`)

export const describeNodes = (world: World): string[] =>
  nodesOf(world).flatMap((name) => [
    `Name:               ${name}`,
    'Conditions:',
    '  MemoryPressure   False   KubeletHasSufficientMemory',
    '  DiskPressure     False   KubeletHasNoDiskPressure',
    '  PIDPressure      False   KubeletHasSufficientPID',
    '  Ready            True    KubeletReady',
    'Allocated resources:',
    '  cpu      2080m (52%)',
    '  memory   9.8Gi (61%)',
  ])

const words = (value: Record<string, unknown> | undefined): string =>
  value
    ? `map[${Object.entries(value)
        .map(([key, one]) => `${key}:${one}`)
        .join(' ')}]`
    : '<none>'

const amounts = z.record(z.string(), z.unknown()).optional()
const resources = z.looseObject({ limits: amounts, requests: amounts })

/** A line for each pod, as custom columns have it. */
export const podLimits = (world: World): string[] =>
  podsOf(world, deployment).map(({ metadata, spec }) => {
    const [container] = spec.containers
    const { limits, requests } = resources.parse(container?.resources ?? {})
    return [metadata.name, words(limits), words(requests)].join('   ')
  })

export const startupProbe = (): string[] => [
  'map[failureThreshold:12 httpGet:map[path:/health port:http scheme:HTTP] initialDelaySeconds:10 periodSeconds:5 timeoutSeconds:3]',
]
