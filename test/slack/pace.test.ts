import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChatUnavailable } from '../../src/app/ports/chat.ts'
import { Pace } from '../../src/slack/chat/pace.ts'

function startPace({ limits = true } = {}) {
  let now = 0
  const pace = new Pace({ now: () => new Date(now), after: () => () => {} }, limits)
  return {
    pace,
    pass(ms: number) {
      now += ms
    },
    now: () => now,
    /** Milliseconds to wait; 0 when the call may be made. */
    wait(method: string, channel?: string): number {
      try {
        pace.take(method, channel)
        return 0
      } catch (error) {
        if (!(error instanceof ChatUnavailable) || error.uncertain) throw error
        return error.retryAfterMs ?? Number.NaN
      }
    },
  }
}

describe('the bot’s own pace', () => {
  test('a message that changes and changes is redrawn in steps; others need not wait for it', () => {
    const { pace, pass } = startPace()
    const redraw = (message: string) => pace.take('chat.update', 'C1', message)
    redraw('C1/card')
    redraw('C1/approval')
    pass(500)
    expect(() => redraw('C1/card')).toThrow(ChatUnavailable)
    redraw('C1/phase')
    pass(1000)
    redraw('C1/card')
  })

  test('twenty channels may be opened in a minute, the next one is told when to come back', () => {
    const { wait, pass } = startPace()
    for (let made = 0; made < 20; made += 1) {
      expect(wait('conversations.create')).toBe(0)
      pass(100)
    }
    const early = wait('conversations.create')
    expect(early).toBeGreaterThan(57_000)
    pass(early)
    expect(wait('conversations.create')).toBe(0)
  })

  test('one method at its limit leaves the others alone', () => {
    const { wait } = startPace()
    for (let drawn = 0; drawn < 50; drawn += 1) wait('chat.update')
    expect(wait('chat.update')).toBeGreaterThan(0)
    expect(wait('chat.postMessage', 'C1')).toBe(0)
    expect(wait('views.open')).toBe(0)
  })

  test('posting is about one a second in a channel after the first few, and other channels do not wait', () => {
    const { wait, pass } = startPace()
    for (let posted = 0; posted < 4; posted += 1) expect(wait('chat.postMessage', 'C1')).toBe(0)
    expect(wait('chat.postMessage', 'C1')).toBe(1000)
    expect(wait('chat.postMessage', 'C2')).toBe(0)
    pass(1000)
    expect(wait('chat.postMessage', 'C1')).toBe(0)
    expect(wait('chat.postMessage', 'C1')).toBe(1000)
  })

  test('a 429 closes its method, and for posting its channel alone, until Slack’s time is over', () => {
    const { pace, wait, pass } = startPace({ limits: false })
    pace.close('conversations.setTopic', 'C1', 30_000)
    pace.close('chat.postMessage', 'C1', 5000)
    expect(wait('conversations.setTopic')).toBe(30_000)
    expect(wait('chat.postMessage', 'C1')).toBe(5000)
    expect(wait('chat.postMessage', 'C2')).toBe(0)
    expect(wait('pins.add')).toBe(0)
    pass(30_000)
    expect(wait('conversations.setTopic')).toBe(0)
  })

  test('a clock set back an hour does not silence the bot for an hour', () => {
    const { pace, wait, pass } = startPace()
    for (let posted = 0; posted < 4; posted += 1) wait('chat.postMessage', 'C1')
    for (let made = 0; made < 20; made += 1) wait('pins.add')
    pace.close('conversations.setTopic', undefined, 30_000)
    pass(-3_600_000)
    expect([wait('chat.postMessage', 'C1'), wait('pins.add'), wait('conversations.setTopic')]).toEqual([
      0, 0, 0,
    ])
  })

  test('no minute ever holds more calls than Slack allows, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 200 }), (gaps) => {
        const { wait, pass, now } = startPace()
        const made: number[] = []
        for (const gap of gaps) {
          pass(gap)
          if (wait('pins.add') === 0) made.push(now())
        }
        for (const start of made)
          expect(made.filter((at) => at >= start && at < start + 60_000).length).toBeLessThan(21)
      }),
    )
  })

  test('whoever comes back when told is let through', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 }), (gaps) => {
        const { wait, pass } = startPace()
        for (const gap of gaps) {
          pass(gap)
          pass(wait('chat.postMessage', 'C1'))
          const told = wait('chat.postMessage', 'C1')
          pass(told)
          expect(told === 0 || wait('chat.postMessage', 'C1') === 0).toBe(true)
        }
      }),
    )
  })
})
