import type { KubeObject } from '../object.ts'
import { isFields } from '../object.ts'
import { autoscalerRules } from './autoscaler.ts'
import { budgetRules } from './budget.ts'
import { quantitiesOf, resourceCauses } from './container-resources.ts'
import { deploymentRules, replicaCauses } from './deployment.ts'
import { podSpecDefaults } from './pod-template.ts'
import type { Rules } from './rules.ts'

const podDefaults = (object: KubeObject): KubeObject => ({
  ...object,
  spec: {
    ...podSpecDefaults(isFields(object.spec) ? object.spec : {}),
    tolerations: ['not-ready', 'unreachable'].map((name) => ({
      key: `node.kubernetes.io/${name}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  },
})

const rules: Record<string, Rules> = {
  configmaps: { fields: ['data', 'binaryData', 'immutable'], stringMaps: ['data'] },
  deployments: deploymentRules,
  replicasets: {
    generations: true,
    newStatus: { replicas: 0 },
    quantities: quantitiesOf('spec.template.spec'),
    validate: (object) => [...replicaCauses(object), ...resourceCauses(object, 'spec.template.spec')],
  },
  pods: {
    newStatus: { phase: 'Pending', qosClass: 'BestEffort' },
    defaults: podDefaults,
    quantities: quantitiesOf('spec'),
    validate: (object) => resourceCauses(object, 'spec'),
  },
  horizontalpodautoscalers: autoscalerRules,
  poddisruptionbudgets: budgetRules,
  validatingadmissionpolicies: { generations: true, newStatus: {} },
  validatingadmissionpolicybindings: { generations: true },
  namespaces: {
    newStatus: { phase: 'Active' },
    defaults: (object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: { 'kubernetes.io/metadata.name': object.metadata.name, ...object.metadata.labels },
      },
      spec: { finalizers: ['kubernetes'], ...(isFields(object.spec) ? object.spec : {}) },
    }),
  },
  events: { newStatus: undefined },
  jobs: { generations: true },
  ingresses: { generations: true, newStatus: { loadBalancer: {} } },
}

export const rulesOf = (resource: string): Rules => rules[resource] ?? {}
