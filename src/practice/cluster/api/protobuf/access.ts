import type { Message } from './field.ts'
import { metadata } from './field.ts'

const attributes: Message = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
}

export const accessReview: Message = {
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

export const rulesReview: Message = {
  1: ['metadata', 'message', metadata],
  2: ['spec', 'message', { 1: ['namespace', 'string'] }],
}

const rule: Message = {
  1: ['verbs', 'strings'],
  2: ['apiGroups', 'strings'],
  3: ['resources', 'strings'],
  4: ['resourceNames', 'strings'],
  5: ['nonResourceURLs', 'strings'],
}

export const role: Message = {
  1: ['metadata', 'message', metadata],
  2: ['rules', 'messages', rule],
}

export const roleBinding: Message = {
  1: ['metadata', 'message', metadata],
  2: [
    'subjects',
    'messages',
    { 1: ['kind', 'string'], 2: ['apiGroup', 'string'], 3: ['name', 'string'], 4: ['namespace', 'string'] },
  ],
  3: ['roleRef', 'message', { 1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string'] }],
}
