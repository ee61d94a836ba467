import type { Message } from './field.ts'
import { metadata } from './field.ts'

export const selector: Message = { 1: ['matchLabels', 'map'] }

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
  2: ['spec', 'message', { 2: ['containers', 'messages', container], 3: ['restartPolicy', 'string'] }],
}

export const deployment: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    { 1: ['replicas', 'number'], 2: ['selector', 'message', selector], 3: ['template', 'message', template] },
  ],
}

const jobSpec: Message = {
  1: ['parallelism', 'number'],
  2: ['completions', 'number'],
  3: ['activeDeadlineSeconds', 'number'],
  4: ['selector', 'message', selector],
  6: ['template', 'message', template],
  7: ['backoffLimit', 'number'],
}

export const job: Message = { 1: ['metadata', 'message', metadata], 2: ['spec', 'message', jobSpec] }

export const cronJob: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['schedule', 'string'],
      3: ['concurrencyPolicy', 'string'],
      4: ['suspend', 'boolean'],
      5: ['jobTemplate', 'message', job],
      8: ['timeZone', 'string'],
    },
  ],
}

export const disruptionBudget: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'spec',
    'message',
    {
      1: ['minAvailable', 'int-or-string'],
      2: ['selector', 'message', selector],
      3: ['maxUnavailable', 'int-or-string'],
    },
  ],
}
