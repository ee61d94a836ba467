import { z } from 'zod'
import { kubeObject } from '../object.ts'

const target = z.looseObject({
  type: z.string().default('Utilization'),
  averageUtilization: z.number().nullish(),
  averageValue: z.union([z.string(), z.number()]).nullish(),
})

const resource = z.looseObject({ name: z.string(), container: z.string().optional(), target })

export const metric = z.looseObject({
  type: z.string(),
  resource: resource.optional(),
  containerResource: resource.optional(),
})

const policy = z.looseObject({ type: z.string(), value: z.number(), periodSeconds: z.number() })

const scalingRules = z.looseObject({
  stabilizationWindowSeconds: z.number().nullish(),
  selectPolicy: z.string().nullish(),
  policies: z.array(policy).nullish(),
})

const condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  lastTransitionTime: z.string(),
  reason: z.string(),
  message: z.string(),
})

export const autoscaler = kubeObject.extend({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
    metrics: z.array(metric).nullish(),
    behavior: z.looseObject({ scaleUp: scalingRules.nullish(), scaleDown: scalingRules.nullish() }).nullish(),
  }),
  status: z
    .looseObject({
      lastScaleTime: z.string().nullish(),
      currentReplicas: z.number().optional(),
      desiredReplicas: z.number().default(0),
      currentMetrics: z.array(z.unknown()).nullish(),
      conditions: z.array(condition).nullish(),
    })
    .default(() => ({ desiredReplicas: 0 })),
})

export type Autoscaler = z.infer<typeof autoscaler>
export type Metric = z.infer<typeof metric>
export type ScalingRules = z.infer<typeof scalingRules>
export type AutoscalerCondition = z.infer<typeof condition>
