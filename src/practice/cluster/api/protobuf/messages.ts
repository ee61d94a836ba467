/**
 * Field numbers of the messages that kubectl sends in Protobuf, from the generated.proto files of
 * k8s.io/api. Only what its create commands fill in is named; the rest is skipped.
 */
export type Field = [
  name: string,
  type:
    | 'string'
    | 'base64'
    | 'strings'
    | 'number'
    | 'boolean'
    | 'map'
    | 'bytes-map'
    | 'message'
    | 'messages'
    | 'int-or-string',
  shape?: Message,
]
export type Message = { [number: number]: Field }

const metadata: Message = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
}

const selector: Message = { 1: ['matchLabels', 'map'] }

const port: Message = {
  1: ['name', 'string'],
  3: ['containerPort', 'number'],
  4: ['protocol', 'string'],
}

const container: Message = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', 'strings'],
  4: ['args', 'strings'],
  5: ['workingDir', 'string'],
  6: ['ports', 'messages', port],
  7: ['env', 'messages', { 1: ['name', 'string'], 2: ['value', 'string'] }],
}

const template: Message = {
  1: ['metadata', 'message', metadata],
  2: ['spec', 'message', { 2: ['containers', 'messages', container] }],
}

const deployment: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    { 1: ['replicas', 'number'], 2: ['selector', 'message', selector], 3: ['template', 'message', template] },
  ],
}

const attributes: Message = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
}

const accessReview: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['resourceAttributes', 'message', attributes],
      2: ['nonResourceAttributes', 'message', { 1: ['path', 'string'], 2: ['verb', 'string'] }],
    },
  ],
}

const rulesReview: Message = {
  1: ['metadata', 'message', metadata],
  2: ['spec', 'message', { 1: ['namespace', 'string'] }],
}

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

const servicePort: Message = {
  1: ['name', 'string'],
  2: ['protocol', 'string'],
  3: ['port', 'number'],
  4: ['targetPort', 'int-or-string'],
  5: ['nodePort', 'number'],
}

const service: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['ports', 'messages', servicePort],
      2: ['selector', 'map'],
      3: ['clusterIP', 'string'],
      4: ['type', 'string'],
    },
  ],
}

const configMap: Message = { 1: ['metadata', 'message', metadata], 2: ['data', 'map'] }

export const messages: Record<string, Message> = {
  'v1/ConfigMap': configMap,
  'v1/Namespace': { 1: ['metadata', 'message', metadata] },
  'v1/Secret': {
    1: ['metadata', 'message', metadata],
    2: ['data', 'bytes-map'],
    3: ['type', 'string'],
    4: ['stringData', 'map'],
  },
  'v1/Service': service,
  'v1/DeleteOptions': { 1: ['gracePeriodSeconds', 'number'], 4: ['propagationPolicy', 'string'] },
  'apps/v1/Deployment': deployment,
  'autoscaling/v1/HorizontalPodAutoscaler': autoscalerV1,
  'authorization.k8s.io/v1/SelfSubjectAccessReview': accessReview,
  'authorization.k8s.io/v1/SelfSubjectRulesReview': rulesReview,
}
