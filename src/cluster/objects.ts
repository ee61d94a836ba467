import { z } from 'zod'

// Only what is used, and loosely: a newer API server may say more, and what is put back must keep all of it.

const words = z.record(z.string(), z.string())

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().default(''),
  uid: z.string().default(''),
  resourceVersion: z.string().default(''),
  generation: z.number().default(0),
  creationTimestamp: z.string().default(''),
  deletionTimestamp: z.string().optional(),
  labels: words.default({}),
  annotations: words.default({}),
  ownerReferences: z
    .array(
      z.looseObject({
        uid: z.string(),
        kind: z.string().default(''),
        name: z.string().default(''),
        controller: z.boolean().nullish(),
      }),
    )
    .default([]),
})

// A quantity may be written as a number; the server itself always answers text.
const quantities = z.record(z.string(), z.union([z.string(), z.number()])).nullish()

const container = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  resources: z.looseObject({ requests: quantities, limits: quantities }).nullish(),
})

// No defaults in here: a template is put back as it was read.
const podTemplate = z.looseObject({
  metadata: z.looseObject({ labels: words.nullish(), annotations: words.nullish() }).nullish(),
  spec: z.looseObject({ containers: z.array(container) }),
})
export type PodTemplate = z.infer<typeof podTemplate>

const selector = z.looseObject({
  matchLabels: words.default({}),
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) }))
    .default([]),
})
export type LabelSelector = z.infer<typeof selector>

/** A number of pods, or `25%` of them. */
const portion = z.union([z.number(), z.string()])

export const deployment = z.looseObject({
  metadata,
  spec: z.looseObject({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    strategy: z
      .looseObject({
        type: z.string().optional(),
        rollingUpdate: z
          .looseObject({ maxSurge: portion.nullish(), maxUnavailable: portion.nullish() })
          .nullish(),
      })
      .prefault({}),
    selector,
    template: podTemplate,
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            reason: z.string().optional(),
            lastUpdateTime: z.string().nullish(),
          }),
        )
        .default([]),
    })
    .prefault({}),
})
export type DeploymentObject = z.infer<typeof deployment>

export const replicaSet = z.looseObject({ metadata, spec: z.looseObject({ template: podTemplate }) })
export type ReplicaSetObject = z.infer<typeof replicaSet>

const containerStatus = z.looseObject({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  state: z
    .looseObject({
      waiting: z.looseObject({ reason: z.string().optional() }).nullish(),
      terminated: z.looseObject({ reason: z.string().optional() }).nullish(),
    })
    .prefault({}),
})

export const pod = z.looseObject({
  metadata,
  spec: z.looseObject({ nodeName: z.string().optional(), containers: z.array(container).default([]) }),
  status: z
    .looseObject({
      phase: z.string().default('Unknown'),
      startTime: z.string().nullish(),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
      containerStatuses: z.array(containerStatus).default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
    })
    .prefault({}),
})
export type PodObject = z.infer<typeof pod>

export const configMap = z.looseObject({ metadata, data: words.nullish() })

export const autoscaler = z.looseObject({
  metadata,
  spec: z.looseObject({
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
  }),
  status: z
    .looseObject({ currentReplicas: z.number().default(0), desiredReplicas: z.number().default(0) })
    .prefault({}),
})

export const disruptionBudget = z.looseObject({
  metadata,
  spec: z.looseObject({ selector: selector.nullish() }),
  status: z
    .looseObject({
      disruptionsAllowed: z.number().default(0),
      currentHealthy: z.number().default(0),
      desiredHealthy: z.number().default(0),
    })
    .prefault({}),
})

export const event = z.looseObject({
  metadata,
  type: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z.looseObject({ count: z.number().nullish(), lastObservedTime: z.string().nullish() }).nullish(),
})
export type EventObject = z.infer<typeof event>

export const accessReview = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) })

export const listOf = <T>(item: z.ZodType<T>) =>
  z.looseObject({
    items: z.array(item),
    metadata: z.looseObject({ continue: z.string().optional() }).prefault({}),
  })
