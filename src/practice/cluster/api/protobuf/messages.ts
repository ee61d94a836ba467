import * as access from './access.ts'
import type { Message } from './field.ts'
import { metadata } from './field.ts'
import * as network from './network.ts'
import * as workloads from './workloads.ts'

const reference: Message = { 1: ['kind', 'string'], 2: ['name', 'string'], 3: ['apiVersion', 'string'] }

const autoscalerV1: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['scaleTargetRef', 'message', reference],
      2: ['minReplicas', 'number'],
      3: ['maxReplicas', 'number'],
      4: ['targetCPUUtilizationPercentage', 'number'],
    },
  ],
}

const configMap: Message = { 1: ['metadata', 'message', metadata], 2: ['data', 'map'] }

const serviceAccount: Message = {
  1: ['metadata', 'message', metadata],
  2: ['secrets', 'messages', { 3: ['name', 'string'] }],
}

const quota: Message = {
  1: ['metadata', 'message', metadata],
  2: ['spec', 'message', { 1: ['hard', 'quantities'], 2: ['scopes', 'strings'] }],
}

const priorityClass: Message = {
  1: ['metadata', 'message', metadata],
  2: ['value', 'number'],
  3: ['globalDefault', 'boolean'],
  4: ['description', 'string'],
  5: ['preemptionPolicy', 'string'],
}

/**
 * Field numbers of the messages that kubectl sends in Protobuf, from the generated.proto files of
 * k8s.io/api. Only what its create commands fill in is named; the rest is skipped.
 */
export const messages: Record<string, Message> = {
  'v1/ConfigMap': configMap,
  'v1/Namespace': { 1: ['metadata', 'message', metadata] },
  'v1/Secret': {
    1: ['metadata', 'message', metadata],
    2: ['data', 'bytes-map'],
    3: ['type', 'string'],
    4: ['stringData', 'map'],
  },
  'v1/ResourceQuota': quota,
  'v1/Service': network.service,
  'v1/ServiceAccount': serviceAccount,
  'v1/DeleteOptions': { 1: ['gracePeriodSeconds', 'number'], 4: ['propagationPolicy', 'string'] },
  'apps/v1/Deployment': workloads.deployment,
  'autoscaling/v1/HorizontalPodAutoscaler': autoscalerV1,
  'authorization.k8s.io/v1/SelfSubjectAccessReview': access.accessReview,
  'authorization.k8s.io/v1/SelfSubjectRulesReview': access.rulesReview,
  'batch/v1/CronJob': workloads.cronJob,
  'batch/v1/Job': workloads.job,
  'networking.k8s.io/v1/Ingress': network.ingress,
  'policy/v1/PodDisruptionBudget': workloads.disruptionBudget,
  'rbac.authorization.k8s.io/v1/ClusterRole': access.role,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': access.roleBinding,
  'rbac.authorization.k8s.io/v1/Role': access.role,
  'rbac.authorization.k8s.io/v1/RoleBinding': access.roleBinding,
  'scheduling.k8s.io/v1/PriorityClass': priorityClass,
}
