import { z } from 'zod'
import { kubeObject } from '../object.ts'
import { labelSelector } from './deployment.ts'

const count = z.union([z.number(), z.string()])

const condition = z.looseObject({ type: z.string(), status: z.string(), lastTransitionTime: z.string() })

export const budget = kubeObject.extend({
  spec: z.looseObject({
    minAvailable: count.nullish(),
    maxUnavailable: count.nullish(),
    selector: labelSelector.nullish(),
    unhealthyPodEvictionPolicy: z.string().nullish(),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      disruptionsAllowed: z.number().default(0),
      currentHealthy: z.number().default(0),
      desiredHealthy: z.number().default(0),
      expectedPods: z.number().default(0),
      disruptedPods: z.record(z.string(), z.string()).optional(),
      conditions: z.array(condition).nullish(),
    })
    .default(() => ({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 })),
})

/** A PodDisruptionBudget. */
export type Budget = z.infer<typeof budget>
