import type { Deployment, ReplicaSet } from '../kinds/deployment.ts'

export type Replicas = { set: ReplicaSet; replicas: number }

/** `25%` of the replicas, or the number itself. */
function portion(value: number | string | undefined, of: number, round: (exact: number) => number): number {
  if (typeof value === 'number') return value
  return round((Number.parseInt(value ?? '25%', 10) * of) / 100)
}

/** How many pods a rollout may have too many, and how many too few. */
export function bounds({ spec }: Deployment): { surge: number; unavailable: number } {
  if (spec.strategy.type === 'Recreate') return { surge: 0, unavailable: spec.replicas }
  const surge = portion(spec.strategy.rollingUpdate?.maxSurge, spec.replicas, Math.ceil)
  const unavailable = portion(spec.strategy.rollingUpdate?.maxUnavailable, spec.replicas, Math.floor)
  // Both zero could never move.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, spec.replicas) }
}

const sum = (sets: ReplicaSet[], count: (set: ReplicaSet) => number): number =>
  sets.reduce((total, set) => total + count(set), 0)
const wanted = (set: ReplicaSet): number => set.spec.replicas
const available = (set: ReplicaSet): number => set.status.availableReplicas ?? 0

/** How many pods the newest ReplicaSet should have at this step. */
export function newReplicas(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  all: ReplicaSet[],
): number {
  const { spec } = deployment
  const present = newest?.spec.replicas ?? 0
  if (spec.strategy.type === 'Recreate') return spec.replicas
  if (present > spec.replicas) return spec.replicas
  const room = spec.replicas + bounds(deployment).surge - sum(all, wanted)
  return room <= 0 ? present : present + Math.min(room, spec.replicas - present)
}

/** One step of taking the old pods away without falling below what must stay available. */
export function shrinkOld(deployment: Deployment, newest: ReplicaSet, old: ReplicaSet[]): Replicas[] {
  const living = old.filter((set) => set.spec.replicas > 0)
  if (living.length === 0) return []
  const all = [...old, newest]
  const minimum = deployment.spec.replicas - bounds(deployment).unavailable
  const missing = newest.spec.replicas - available(newest)
  const spare = sum(all, wanted) - minimum - missing
  if (spare <= 0) return []
  const sizes = new Map(living.map((set) => [set.metadata.name, set.spec.replicas]))
  let left = spare
  // First those that do not work anyway, then as many of the working ones as the minimum allows.
  for (const set of living) {
    const broken = Math.min(left, Math.max(0, set.spec.replicas - available(set)))
    sizes.set(set.metadata.name, set.spec.replicas - broken)
    left -= broken
  }
  let working = sum(all, available) - minimum
  for (const set of living) {
    const size = sizes.get(set.metadata.name) ?? 0
    const fewer = Math.max(0, Math.min(size, working))
    sizes.set(set.metadata.name, size - fewer)
    working -= fewer
  }
  return living
    .map((set) => ({ set, replicas: sizes.get(set.metadata.name) ?? 0 }))
    .filter(({ set, replicas }) => replicas !== set.spec.replicas)
}

/** While paused, or with the rollout unfinished, a new total is shared out by present size. */
export function proportional(deployment: Deployment, sets: ReplicaSet[]): Replicas[] {
  const living = sets.filter((set) => set.spec.replicas > 0)
  const total = sum(living, wanted)
  const allowed = deployment.spec.replicas + (living.length > 1 ? bounds(deployment).surge : 0)
  if (living.length === 0 || total === allowed) return []
  let rest = allowed
  return living
    .map((set, index) => {
      const last = index === living.length - 1
      const share = last ? rest : Math.min(rest, Math.round((set.spec.replicas * allowed) / total))
      rest -= share
      return { set, replicas: share }
    })
    .filter(({ set, replicas }) => replicas !== set.spec.replicas)
}
