import { z } from 'zod'
import { Containers } from '../../src/practice/cluster/containers.ts'
import { Kubelet } from '../../src/practice/cluster/controllers/kubelet.ts'
import { plant } from '../../src/practice/cluster/seeds/plant.ts'
import { plantCluster } from '../../src/practice/cluster/seeds/plant-cluster.ts'
import { imagesOf } from '../../src/practice/cluster/seeds/seed.ts'
import { Store } from '../../src/practice/cluster/store.ts'
import { World } from '../../src/practice/cluster/world.ts'
import { steppedClock } from '../../src/practice/control/clock.ts'
import { nqba } from '../../src/practice/services/nqba/index.ts'
import type { Changeable } from './admission.ts'

const store = new Store(steppedClock(Date.parse('2026-11-20T14:00:00Z')))
plantCluster(store)
plant(store, new Kubelet(store, new World(store, new Containers()), imagesOf(nqba.seed)), nqba.seed)

const names = { deployments: 'nqba-api', configmaps: 'nqba-config', horizontalpodautoscalers: 'nqba-api' }

const fields = z.looseObject({})
const parts = z.looseObject({
  metadata: z.looseObject({
    annotations: z.record(z.string(), z.string()).default({}),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: fields.default({}),
})

/** An object of the practice service as it stands, with the mark of a remediation. */
export function standing(resource: Changeable) {
  const object = parts.parse(structuredClone(store.get(resource, nqba.seed.namespace, names[resource])))
  object.metadata.annotations['muster.dev/remediation'] = 'rem-1'
  return object
}

const templated = z.looseObject({
  ...parts.shape,
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).default({}) }),
      spec: z.looseObject({ containers: z.tuple([fields], fields), volumes: z.array(fields).default([]) }),
    }),
  }),
})
export type Deployment = z.infer<typeof templated>
export type PodSpec = Deployment['spec']['template']['spec']

/** The same for a deployment, with a change to it. */
export function deployment(change: (pod: PodSpec, all: Deployment) => void): Deployment {
  const object = templated.parse(standing('deployments'))
  change(object.spec.template.spec, object)
  return object
}
