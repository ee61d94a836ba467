import { isReady, pod as podSchema } from '../../../cluster/kinds/pod.ts'
import type { World } from '../../../cluster/world.ts'
import { deployment, namespace } from '../programs/state.ts'

const pods = (world: World) => world.store.list('pods', namespace).map((one) => podSchema.parse(one))

/** Shortened to what is looked for: state, limits, probe, restarts. */
export const describePods = (world: World): string[] =>
  pods(world).flatMap((one) => [
    `Name:           ${one.metadata.name}`,
    `Node:           ${one.spec.nodeName ?? '<none>'}`,
    `Status:         ${one.status.phase ?? 'Pending'}`,
    `Ready:          ${isReady(one) ? 'True' : 'False'}`,
    ...(one.status.containerStatuses ?? []).flatMap(({ image, restartCount }) => [
      `  Image:        ${image}`,
      `  Restarts:     ${restartCount}`,
    ]),
    ...(one.metadata.labels?.app === deployment
      ? ['  Limits:       cpu 2, memory 2Gi', '  Startup:      http-get :8000/health delay=5s #failure=30']
      : []),
  ])

export const describeNodes = (world: World): string[] =>
  world.store
    .list('nodes')
    .flatMap(({ metadata }) => [
      `Name:           ${metadata.name}`,
      '  MemoryPressure   False',
      '  DiskPressure     False',
      '  Ready            True',
      '  Allocated:    cpu 52 %, memory 61 %',
    ])

export const describeIngress = (): string[] => [
  'Name:             quantum-rerank',
  'TLS:              quantum-rerank-tls terminates api.quantumrerank.com',
  'Rules:',
  '  api.quantumrerank.com   /   quantum-rerank-service:8000',
]

export const listAll = (world: World): string[] => [
  ...pods(world).map((one) => `pod/${one.metadata.name}   ${one.status.phase ?? 'Pending'}`),
  ...world.store.list('services', namespace).map(({ metadata }) => `service/${metadata.name}`),
  ...world.store.list('deployments', namespace).map(({ metadata }) => {
    return `deployment.apps/${metadata.name}   ${world.ready(namespace, metadata.name).now} ready`
  }),
]
