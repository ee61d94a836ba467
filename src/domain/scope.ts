import type { JsonObject } from './json.ts'
import type { Scope } from './right.ts'
import type { Service } from './service.ts'

/** All of a service's targets. */
export const wholeScope = ({ targets }: Service): Scope => ({
  deployments: targets.deployments,
  configmaps: targets.configmaps,
  caches: targets.caches,
})

/** What an input names of a service's targets: `deployment`, `deployments`, `restart`, `configmap`, `cache`. */
export function scopeOf(input: JsonObject, service: Service): Scope {
  const named = (...keys: string[]): string[] =>
    keys.flatMap((key) => [input[key]].flat()).filter((one) => typeof one === 'string')
  const deployments = named('deployment', 'deployments', 'restart')
  const configmaps = named('configmap')
  const caches = named('cache')
  return {
    deployments: service.targets.deployments.filter((name) => deployments.includes(name)),
    configmaps: service.targets.configmaps.filter((name) => configmaps.includes(name)),
    caches: service.targets.caches.filter(({ name }) => caches.includes(name)),
  }
}
