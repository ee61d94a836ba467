import { expect, test } from 'vitest'
import { readRemediationWords } from '../../src/domain/remediation-words.ts'

const takes = ['command', 'with']

test('a typed command keeps its parameters as they were typed', () => {
  expect(readRemediationWords(['requeue', 'since=1h', 'ID=007', 'to=5'], undefined, takes)).toEqual({
    command: 'requeue',
    with: { since: '1h', ID: '007', to: '5' },
  })
  expect(readRemediationWords(['command=requeue'], undefined, takes)).toEqual({ command: 'requeue' })
  expect(readRemediationWords(['pause', 'queue=a=b'], undefined, ['request', 'with'])).toEqual({
    request: 'pause',
    with: { queue: 'a=b' },
  })
})
