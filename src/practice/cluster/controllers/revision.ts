import { createHash } from 'node:crypto'
import { isEqual } from '../equal.ts'
import type { Deployment, ReplicaSet } from '../kinds/deployment.ts'
import type { PodTemplate } from '../kinds/pod.ts'
import type { KubeObject } from '../object.ts'

export const revisionAnnotation = 'deployment.kubernetes.io/revision'
const historyAnnotation = 'deployment.kubernetes.io/revision-history'
const desiredAnnotation = 'deployment.kubernetes.io/desired-replicas'
const maxAnnotation = 'deployment.kubernetes.io/max-replicas'
export const hashLabel = 'pod-template-hash'

/** Not copied between a Deployment and its ReplicaSets: they mean something else on each. */
const ownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
  maxAnnotation,
  'deprecated.deployment.rollback.to',
])

export const revisionOf = (set: ReplicaSet): number =>
  Number(set.metadata.annotations?.[revisionAnnotation] ?? 0)

/** The letters that Kubernetes uses where a hash must not spell words. */
const safe = 'bcdfghjklmnpqrstvwxz2456789'

export function templateHash(template: PodTemplate): string {
  const digest = createHash('sha256').update(canonical(template)).digest()
  return [...digest.subarray(0, 10)].map((byte) => safe[byte % safe.length]).join('')
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** Same pods, apart from the label that names their ReplicaSet. */
export const isSameTemplate = (a: PodTemplate, b: PodTemplate): boolean => isEqual(unhashed(a), unhashed(b))

function unhashed(template: PodTemplate): PodTemplate {
  const { [hashLabel]: _hash, ...labels } = template.metadata?.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}

export const withHash = (template: PodTemplate, hash: string): PodTemplate => ({
  ...template,
  metadata: { ...template.metadata, labels: { ...template.metadata?.labels, [hashLabel]: hash } },
})

/** The counts that a ReplicaSet carries; the rest of its annotations stay what they were. */
export const sizedFor = (
  { spec }: Deployment,
  { metadata }: KubeObject,
  maxReplicas: number,
): Record<string, string> => ({
  ...metadata.annotations,
  [desiredAnnotation]: String(spec.replicas),
  [maxAnnotation]: String(maxReplicas),
})

/** A new ReplicaSet's annotations: the Deployment's (change-cause and all), the counts, and its revision. */
export function annotationsFor(
  deployment: Deployment,
  set: ReplicaSet | undefined,
  revision: number,
  maxReplicas: number,
): Record<string, string> {
  const old = set?.metadata.annotations ?? {}
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) => !ownAnnotations.has(key),
  )
  const before = Number(old[revisionAnnotation] ?? 0)
  const history = old[historyAnnotation]
  const past = before > 0 && before < revision ? [history, String(before)].filter(Boolean).join(',') : history
  return {
    ...old,
    ...Object.fromEntries(copied),
    [desiredAnnotation]: String(deployment.spec.replicas),
    [maxAnnotation]: String(maxReplicas),
    [revisionAnnotation]: String(Math.max(revision, before)),
    ...(past ? { [historyAnnotation]: past } : {}),
  }
}
