import type { Service } from './service.ts'

export const targetKinds = ['deployment', 'configmap', 'cache', 'command', 'request'] as const
export type TargetKind = (typeof targetKinds)[number]

/** What service.yml lists of one kind, by name. */
export function namesOf(kind: TargetKind, service: Service | undefined): string[] {
  if (!service) return []
  const { deployments, configmaps, caches } = service.targets
  const all: Record<TargetKind, readonly (string | { name: string })[]> = {
    deployment: deployments,
    configmap: configmaps,
    cache: caches,
    command: service.commands,
    request: service.requests,
  }
  return all[kind].map((one) => (typeof one === 'string' ? one : one.name))
}

/** Everything of a service that a remediation changes, by its name and as plans name it. */
export function targetsOf({
  namespace,
  targets,
  commands,
  requests,
}: Service): { name: string; target: string }[] {
  const of = (kind: string, names: readonly string[]) =>
    names.map((name) => ({ name, target: `${kind} ${namespace}/${name}` }))
  return [
    ...of('Deployment', targets.deployments),
    ...of('ConfigMap', targets.configmaps),
    ...of(
      'Cache',
      targets.caches.map(({ name }) => name),
    ),
    ...of(
      'Command',
      commands.map(({ name }) => name),
    ),
    ...of(
      'Request',
      requests.map(({ name }) => name),
    ),
  ]
}
