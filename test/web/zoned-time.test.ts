import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarOf } from '../../src/app/zoned-time.ts'

test('times read as the organisation’s clocks show them', () => {
  const berlin = calendarOf('Europe/Berlin')
  expect(berlin.day('2026-11-20T23:30:00.000Z')).toBe('Saturday 21 November 2026')
  expect(berlin.minute('2026-11-20T23:30:05.000Z')).toBe('00:30')
  expect(berlin.second('2026-07-20T12:30:05.000Z')).toBe('14:30:05')
  expect([berlin.offset('2026-07-20T12:00:00Z'), berlin.offset('2026-11-20T12:00:00Z')]).toEqual([
    'GMT+2',
    'GMT+1',
  ])
})

test('the day is right in every zone, however often and in whatever order it is asked', () => {
  for (const zone of ['Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns', 'Africa/Casablanca', 'UTC']) {
    const calendar = calendarOf(zone)
    const plain = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full' })
    const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (moment) => {
        expect(calendar.day(moment.toISOString())).toBe(plain.format(moment).replace(',', ''))
      }),
    )
  }
})
