import type { Service } from './service.ts'

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
