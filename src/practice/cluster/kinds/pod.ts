import { z } from 'zod'
import { kubeObject } from '../object.ts'

export const container = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).nullish(),
  envFrom: z.array(z.looseObject({ configMapRef: z.looseObject({ name: z.string() }).optional() })).nullish(),
})

export const podSpec = z.looseObject({
  containers: z.array(container),
  nodeName: z.string().optional(),
  terminationGracePeriodSeconds: z.number().optional(),
})

export const podTemplate = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).nullish(),
      annotations: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  spec: podSpec,
})

const condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  lastTransitionTime: z.string().nullish(),
})

export const containerStatus = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number(),
  image: z.string(),
  state: z.record(z.string(), z.record(z.string(), z.unknown())),
  lastState: z.record(z.string(), z.record(z.string(), z.unknown())),
})

export const pod = kubeObject.extend({
  spec: podSpec,
  status: z
    .looseObject({
      phase: z.string().optional(),
      reason: z.string().optional(),
      conditions: z.array(condition).optional(),
      containerStatuses: z.array(containerStatus).optional(),
      podIP: z.string().optional(),
    })
    .default({}),
})

export type Pod = z.infer<typeof pod>
export type Container = z.infer<typeof container>
export type PodTemplate = z.infer<typeof podTemplate>

export const isReady = (some: Pod): boolean =>
  some.status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false

/** When a pod that is ready counts as available: some time after it became so. Nothing while it is not ready. */
export function availableFrom(some: Pod, minReadySeconds = 0): number | undefined {
  const readiness = some.status.conditions?.find((one) => one.type === 'Ready' && one.status === 'True')
  if (!readiness) return undefined
  return minReadySeconds === 0 ? 0 : Date.parse(readiness.lastTransitionTime ?? '') + minReadySeconds * 1000
}

/** Counts for its ReplicaSet: neither on its way out nor finished. */
export const isActive = (some: Pod): boolean =>
  !some.metadata.deletionTimestamp && some.status.phase !== 'Succeeded' && some.status.phase !== 'Failed'
