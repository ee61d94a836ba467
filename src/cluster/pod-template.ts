import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PodTemplate } from './objects.ts'

const hashLabel = 'pod-template-hash'

/** A ReplicaSet's template as its deployment had it: the controller adds only this label. */
export function withoutHashLabel(template: PodTemplate): PodTemplate {
  const labels = template.metadata?.labels
  if (!template.metadata || !labels || !(hashLabel in labels)) return template
  const { [hashLabel]: _, ...rest } = labels
  return { ...template, metadata: { ...template.metadata, labels: rest } }
}

/** An unset field may be written as null or left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  )
}

/** The same for templates that make the same pods, whatever their order of keys. */
export function templateDigest(template: PodTemplate): string {
  const canonical = canonicalize(withoutNulls(withoutHashLabel(template))) ?? ''
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16)
}

/** When a template was restarted is part of it, and makes a revision of its own; what it releases is the same. */
export const restartAnnotation = 'kubectl.kubernetes.io/restartedAt'

/** The same for templates that differ in nothing but the time of a restart. */
export function releaseDigest(template: PodTemplate): string {
  const annotations = template.metadata?.annotations
  if (!template.metadata || !annotations || !(restartAnnotation in annotations))
    return templateDigest(template)
  const { [restartAnnotation]: _, ...rest } = annotations
  const { annotations: __, ...metadata } = template.metadata
  const kept = Object.keys(rest).length > 0 ? { ...metadata, annotations: rest } : metadata
  return templateDigest({ ...template, metadata: kept })
}
