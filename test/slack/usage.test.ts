import { expect, test } from 'vitest'
import { detailWords, partReason, readWords } from '../../src/slack/usage.ts'

const services = { services: ['nqba'] }
const lock = '[target] [duration] [why...]'

test.each([
  [
    'nqba-worker 2h moving to new nodes',
    { target: 'nqba-worker', duration: '2h', why: 'moving to new nodes' },
  ],
  ['nqba-worker moving to new nodes', { target: 'nqba-worker', why: 'moving to new nodes' }],
  ['nqba-worker 1h30m', { target: 'nqba-worker', duration: '1h30m' }],
  ['', {}],
])('“lock %s” tells a duration from a reason', (typed, read) => {
  expect(readWords(lock, typed, services)).toEqual({ ok: true, value: read })
})

test.each([
  [
    'nqba-worker replicas=6 because jobs pile up',
    { words: 'nqba-worker replicas=6', reason: 'jobs pile up' },
  ],
  ['nqba-worker BECAUSE it is late', { words: 'nqba-worker', reason: 'it is late' }],
  ['because jobs pile up because of Dynex', { words: '', reason: 'jobs pile up because of Dynex' }],
  ['nqba-worker because', { words: 'nqba-worker because' }],
  ['because-worker replicas=6', { words: 'because-worker replicas=6' }],
  ['A="slow because of x" because it is late', { words: 'A="slow because of x"', reason: 'it is late' }],
  ['', { words: '' }],
])('“%s” is parted into what and why', (typed, parted) => {
  expect(partReason(typed)).toEqual(parted)
})

test.each([
  ['nqba-worker replicas=6', ['nqba-worker', 'replicas=6']],
  ['MESSAGE="We are slow" A=1', ['MESSAGE=We are slow', 'A=1']],
  ['MESSAGE=“We are slow”\nA=1', ['MESSAGE=We are slow', 'A=1']],
  ['"two words" ""', ['two words', '']],
  ['5" tall', ['5"', 'tall']],
  ['  ', []],
])('“%s” is so many words', (typed, words) => {
  expect(detailWords(typed)).toEqual(words)
})
