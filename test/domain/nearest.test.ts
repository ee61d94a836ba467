import { expect, test } from 'vitest'
import { distance, nearest } from '../../src/domain/nearest.ts'

test.each([
  ['', 'abc', 3],
  ['title', 'titel', 1],
  ['within', 'withing', 1],
  ['check', 'cheque', 3],
  ['same', 'same', 0],
])('from "%s" to "%s" it is %i edits', (a, b, edits) => {
  expect(distance(a, b)).toBe(edits)
  expect(distance(b, a)).toBe(edits)
})

test('the nearest known word is offered, whatever its case', () => {
  expect(nearest('DECLAIR', ['title', 'declare', 'detect'])).toBe('declare')
})

test('nothing is offered when nothing is near', () => {
  expect(nearest('reboot', ['rollback', 'scale'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
