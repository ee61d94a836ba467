import { describe, expect, test } from 'vitest'
import { duration, formatDuration, parseDuration } from '../../src/domain/duration.ts'

describe('durations as people write them', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['24h', 86_400_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['250ms', 250],
    [' 5M ', 300_000],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
    expect(duration.parse(text)).toBe(ms)
  })

  test.each(['', '5', 'm', '-5m', '5 minutes', '1.5h', '0s', '9999w'])('%j is refused', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  test('a wrong duration says how to write one', () => {
    const read = duration.safeParse('soon')
    expect(read.error?.issues[0]?.message).toBe('"soon" is not a duration: write 30s, 5m, 24h or 1h30m')
  })

  test.each([
    [0, '0s'],
    [999, '0s'],
    [45_000, '45s'],
    [300_000, '5m'],
    [5_400_000, '1h 30m'],
    [3_601_000, '1h'],
    [183_600_000, '2d 3h'],
    [-5, '0s'],
  ])('%d ms reads %j', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})
