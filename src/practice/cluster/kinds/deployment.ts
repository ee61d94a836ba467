import { z } from 'zod'
import { kubeObject } from '../object.ts'
import { podTemplate } from './pod.ts'

export const labelSelector = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() }))
    .nullish(),
})

const count = z.union([z.number(), z.string()])

const deploymentCondition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastUpdateTime: z.string(),
  lastTransitionTime: z.string(),
})

export const deployment = kubeObject.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    paused: z.boolean().nullish(),
    selector: labelSelector,
    template: podTemplate,
    minReadySeconds: z.number().optional(),
    strategy: z
      .looseObject({
        type: z.string().default('RollingUpdate'),
        rollingUpdate: z
          .looseObject({ maxSurge: count.optional(), maxUnavailable: count.optional() })
          .nullish(),
      })
      .default({ type: 'RollingUpdate' }),
    revisionHistoryLimit: z.number().default(10),
    progressDeadlineSeconds: z.number().default(600),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      replicas: z.number().optional(),
      updatedReplicas: z.number().optional(),
      readyReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      unavailableReplicas: z.number().optional(),
      conditions: z.array(deploymentCondition).optional(),
    })
    .default({}),
})

export type Deployment = z.infer<typeof deployment>
export type DeploymentCondition = z.infer<typeof deploymentCondition>
export type LabelSelector = z.infer<typeof labelSelector>

export const replicaSet = kubeObject.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    minReadySeconds: z.number().optional(),
    selector: labelSelector,
    template: podTemplate,
  }),
  status: z
    .looseObject({
      replicas: z.number().default(0),
      fullyLabeledReplicas: z.number().optional(),
      readyReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      observedGeneration: z.number().optional(),
    })
    .default({ replicas: 0 }),
})

export type ReplicaSet = z.infer<typeof replicaSet>
