import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actionIds,
  decodeHandoff,
  decodeRef,
  encodeRef,
  menuValue,
  readPress,
} from '../../src/slack/actions.ts'

const ref = fc.record(
  {
    incident: fc.nat(999_999_999).map((number) => `INC-${number}`),
    run: fc.string({ unit: 'grapheme' }),
    step: fc.constantFrom('0.0', '12.b3.4', '1.x2'),
    phase: fc.nat(999_999),
    branch: fc.nat(99),
    answer: fc.nat(99),
    page: fc.nat(999),
    remediation: fc.string(),
    playbook: fc.constantFrom('nqba/dynex-outage', 'a b&c=d/é'),
  },
  { requiredKeys: ['incident'] },
)

test('what a button is about comes back as it was', () => {
  fc.assert(
    fc.property(ref, (one) => {
      expect(decodeRef(encodeRef(one))).toEqual(one)
    }),
  )
})

test('a value that is not ours is refused, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const read = decodeRef(value)
      expect(read === undefined || /^INC-\d/.test(value)).toBe(true)
    }),
  )
  for (const value of [
    '',
    'INC-',
    'INC-x',
    'inc-4',
    'INC-4/r1',
    'INC-4?p=x',
    'INC-4?n=-1',
    `INC-4?r=${'x'.repeat(3000)}`,
  ])
    expect(decodeRef(value)).toBeUndefined()
})

test('a step in the tenth branch of a run still fits an option', () => {
  const value = menuValue(
    'step.assign',
    encodeRef({ incident: 'INC-99999', run: 'run-12', step: '10.b9.100' }),
  )
  expect(value.length).toBeLessThanOrEqual(75)
})

test('a press is the action it names, with or without a suffix, button or menu', () => {
  expect(readPress({ action_id: 'incident.run~2', value: 'INC-4?k=a' })).toEqual({
    action: 'incident.run',
    value: 'INC-4?k=a',
  })
  expect(readPress({ action_id: 'step.menu', selected_option: { value: 'step.skip INC-4?r=r1' } })).toEqual({
    action: 'step.skip',
    value: 'INC-4?r=r1',
  })
  for (const action of actionIds) expect(readPress({ action_id: action })).toEqual({ action, value: '' })
  expect(readPress({ action_id: 'link.open' })).toBeUndefined()
  expect(readPress({ action_id: 'step.menu', selected_option: { value: 'rm -rf /' } })).toBeUndefined()
})

test('only a handoff is a handoff', () => {
  expect(decodeHandoff('handoff-7')).toBe('handoff-7')
  expect(decodeHandoff('INC-7')).toBeUndefined()
})
