import { z } from 'zod'

/** Any JSON object whose fields we do not name. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const strings = z.record(z.string(), z.string())

const ownerReference = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
})

const managedFieldsEntry = z.looseObject({
  manager: z.string(),
  operation: z.string(),
  apiVersion: z.string().optional(),
  time: z.string().optional(),
  fieldsType: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).optional(),
  subresource: z.string().optional(),
})

export const metadata = z.looseObject({
  name: z.string(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().optional(),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
  deletionGracePeriodSeconds: z.number().optional(),
  labels: strings.nullish(),
  annotations: strings.nullish(),
  ownerReferences: z.array(ownerReference).nullish(),
  managedFields: z.array(managedFieldsEntry).nullish(),
})

/** An object as the API stores it. Fields that no schema names are kept as they came. */
export const kubeObject = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata })

export type KubeObject = z.infer<typeof kubeObject>
export type Metadata = z.infer<typeof metadata>
export type ManagedFieldsEntry = z.infer<typeof managedFieldsEntry>

/** Kubernetes writes whole seconds. */
export const timestamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The value at a dotted path such as `status.phase`; nothing where a part is missing. */
export function fieldAt(value: unknown, path: string): unknown {
  let found = value
  for (const part of path.split('.')) found = isFields(found) ? found[part] : undefined
  return found
}

/** Owned by this object, as its controller. */
export const isControlledBy = (object: KubeObject, uid: string): boolean =>
  object.metadata.ownerReferences?.some((owner) => owner.uid === uid && owner.controller === true) ?? false
