import type { Message } from './field.ts'
import { metadata } from './field.ts'

const servicePort: Message = {
  1: ['name', 'string'],
  2: ['protocol', 'string'],
  3: ['port', 'number'],
  4: ['targetPort', 'int-or-string'],
  5: ['nodePort', 'number'],
}

export const service: Message = {
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

const backend: Message = {
  4: [
    'service',
    'message',
    {
      1: ['name', 'string'],
      2: ['port', 'message', { 1: ['name', 'string'], 2: ['number', 'number'] }],
    },
  ],
}

const path: Message = {
  1: ['path', 'string'],
  2: ['backend', 'message', backend],
  3: ['pathType', 'string'],
}

const ingressRule: Message = {
  1: ['host', 'string'],
  2: ['ingressRuleValue', 'inline', { 1: ['http', 'message', { 1: ['paths', 'messages', path] }] }],
}

export const ingress: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['defaultBackend', 'message', backend],
      2: ['tls', 'messages', { 1: ['hosts', 'strings'], 2: ['secretName', 'string'] }],
      3: ['rules', 'messages', ingressRule],
      4: ['ingressClassName', 'string'],
    },
  ],
}
