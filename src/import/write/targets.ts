import type { Json, JsonObject } from '../../domain/json.ts'
import { compareQuantities } from '../../domain/quantity.ts'
import type { CacheDraft } from '../commands/recogniser.ts'
import type { PlaybookDraft, StepDraft } from '../draft/draft.ts'

/** All that the playbooks look at or touch, and how far they go. */
export type Uses = {
  deployments: string[]
  configmaps: string[]
  caches: CacheDraft[]
  urls: string[]
  replicas: Map<string, number>
  resources: Map<string, { cpu?: string; memory?: string }>
}

export function usesOf(playbooks: readonly PlaybookDraft[]): Uses {
  const steps = playbooks.flatMap(({ phases }) =>
    phases.flatMap((phase) => [...phase.steps, ...phase.branches.flatMap((branch) => branch.steps)]),
  )
  const named = (key: string) => [...new Set(steps.flatMap((step) => texts(step.with?.[key])))]
  const replicas = new Map<string, number>()
  const resources: Uses['resources'] = new Map()
  for (const step of steps) limit(step, replicas, resources)
  const caches = new Map(steps.flatMap(({ cache }) => (cache ? [[cache.name, cache] as const] : [])))
  return {
    deployments: [...new Set([...named('deployment'), ...named('restart')])],
    configmaps: named('configmap'),
    caches: [...caches.values()],
    urls: named('url'),
    replicas,
    resources,
  }
}

const texts = (value: Json | undefined): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string')

/** As far as the document itself goes, and no further. */
function limit(step: StepDraft, replicas: Uses['replicas'], resources: Uses['resources']): void {
  const deployment = step.with?.deployment
  if (typeof deployment !== 'string') return
  for (const count of [step.with?.replicas, step.with?.max])
    if (typeof count === 'number') replicas.set(deployment, Math.max(count, replicas.get(deployment) ?? 0))
  for (const kind of ['requests', 'limits'])
    for (const resource of ['cpu', 'memory'] as const) {
      const amount = Object.entries(objectAt(step.with?.[kind])).find(([key]) => key === resource)?.[1]
      if (typeof amount !== 'string') continue
      const known = resources.get(deployment) ?? {}
      const before = known[resource]
      if (before === undefined || compareQuantities(amount, before) > 0)
        resources.set(deployment, { ...known, [resource]: amount })
    }
}

const objectAt = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
