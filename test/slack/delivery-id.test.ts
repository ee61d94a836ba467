import { describe, expect, test } from 'vitest'
import { identify } from '../../src/slack/receive/delivery-id.ts'

const idOf = (body: Parameters<typeof identify>[0]): string => identify(body).id
const view = { id: 'V1', hash: '156.abc', state: { values: {} } }

describe('what makes a delivery the same one', () => {
  test('an event keeps its id through Slack’s retries', () => {
    const event = {
      type: 'event_callback',
      event_id: 'Ev1',
      event_time: 1,
      event: { type: 'reaction_added' },
    }
    expect(identify(event)).toEqual({ id: 'event:Ev1', kind: 'event', body: event })
    expect(idOf({ ...event, event_time: 2 })).toBe('event:Ev1')
  })

  test('the same command typed twice is two commands', () => {
    const command = { command: '/incident', text: 'p0 nqba down', trigger_id: '1.2.a' }
    expect(identify(command)).toMatchObject({ id: 'command:1.2.a', kind: 'command' })
    expect(idOf({ ...command, trigger_id: '1.3.b' })).not.toBe(idOf(command))
  })

  test('two clicks on one button are two, a click without a trigger goes by its moment', () => {
    const click = { type: 'block_actions', user: { id: 'U1' }, actions: [{ action_ts: '12.5' }] }
    expect(identify({ ...click, trigger_id: 't1' })).toMatchObject({
      id: 'block_actions:t1',
      kind: 'interaction',
    })
    expect(idOf(click)).toBe('block_actions:U1:12.5')
    expect(idOf({ ...click, user: { id: 'U2' } })).not.toBe(idOf(click))
  })

  test('a form sent again after a correction is new, though its view is the same', () => {
    const sent = { type: 'view_submission', trigger_id: 't1', user: { id: 'U1' }, view }
    expect(idOf({ ...sent, trigger_id: 't2' })).not.toBe(idOf(sent))
    expect(idOf(sent)).toBe(idOf({ ...sent }))
  })

  test('a form is closed once', () => {
    const closed = { type: 'view_closed', user: { id: 'U1' }, view }
    expect(idOf(closed)).toBe('view_closed:V1:156.abc')
  })

  test('a menu asking for its options always gets its answer', () => {
    const asking = { type: 'block_suggestion', user: { id: 'U1' }, action_id: 'service', value: 'nq' }
    expect(idOf(asking)).not.toBe(idOf(asking))
  })

  test('what Slack invents later is known by its content', () => {
    expect(idOf({ type: 'new_thing', a: 1 })).toBe(idOf({ type: 'new_thing', a: 1 }))
    expect(idOf({ type: 'new_thing', a: 1 })).not.toBe(idOf({ type: 'new_thing', a: 2 }))
    expect(identify({ type: 'app_rate_limited', minute_rate_limited: 5 }).kind).toBe('event')
  })
})
