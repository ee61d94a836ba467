import { expect, test } from 'vitest'
import { rows } from '../../../src/practice/page/app/message/grouping.ts'
import type { PageMessage } from '../../../src/practice/page/protocol.ts'
import { message } from './support/world.ts'

const noon = new Date(2026, 10, 20, 12).getTime() / 1000
const at = (seconds: number, more: Partial<PageMessage> = {}) => message(String(noon + seconds), more)
const shape = (list: PageMessage[], newFrom?: string) =>
  rows(list, newFrom, 'U1').map((row) => (row.kind === 'message' ? (row.first ? 'first' : 'more') : row.kind))

test('one voice in one breath is one group', () => {
  expect(shape([at(0), at(60), at(90, { user: 'U1' }), at(95)])).toEqual([
    'day',
    'first',
    'more',
    'first',
    'first',
  ])
})

test('after a pause the speaker is named again, and a new day has its line', () => {
  expect(shape([at(0), at(600), at(86_400)])).toEqual(['day', 'first', 'first', 'day', 'first'])
})

test('the news begin at the first unread message of somebody else', () => {
  expect(shape([at(0), at(10, { user: 'U1' }), at(20)], String(noon))).toEqual([
    'day',
    'first',
    'first',
    'new',
    'first',
  ])
})
