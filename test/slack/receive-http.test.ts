import { afterEach, describe, expect, test } from 'vitest'
import type { Received } from '../../src/slack/receive/delivery-id.ts'
import { type Accepted, type Reception, receive } from '../../src/slack/receive/receive.ts'
import { quiet } from './support/log.ts'
import { startChat, startPractice, words } from './support/practice.ts'
import { click, command, event, FORM, form, post, SECRET } from './support/signed.ts'

const started: Reception[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((reception) => reception.stop()))
})

async function start(accept: (delivery: Received) => Accepted | Promise<Accepted> = () => ({})) {
  const accepted: Received[] = []
  const reception = await receive({
    slack: { mode: 'http', signingSecret: SECRET, port: 0 },
    log: quiet,
    async accept(delivery) {
      accepted.push(delivery)
      return accept(delivery)
    },
  })
  started.push(reception)
  return { reception, accepted, port: reception.port() ?? 0 }
}

describe('request URLs', () => {
  test('a signed command is stored, then answered with what was decided', async () => {
    const { accepted, port } = await start(() => ({ ack: { response_type: 'ephemeral', text: 'on it' } }))
    const answer = await post(port, { body: command('p0 nqba down') })
    expect([answer.status, await answer.json()]).toEqual([200, { response_type: 'ephemeral', text: 'on it' }])
    expect(accepted).toMatchObject([
      { kind: 'command', id: 'command:1.2.p0 nqba down', body: { user_id: 'U1' } },
    ])
  })

  test('the answer waits until the delivery is stored, and work begins after the answer', async () => {
    const order: string[] = []
    const stored = Promise.withResolvers<void>()
    const worked = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const { port } = await start(async () => {
      asked.resolve()
      await stored.promise
      order.push('stored')
      return {
        work() {
          order.push('work')
          worked.resolve()
        },
      }
    })
    const answered = post(port, { body: event('Ev1'), type: 'application/json' }).then(({ status }) => {
      order.push('answered')
      return status
    })
    await asked.promise
    expect(order).toEqual([])
    stored.resolve()
    expect(await answered).toBe(200)
    await worked.promise
    expect(order[0]).toBe('stored')
    expect(order.toSorted()).toEqual(['answered', 'stored', 'work'])
  })

  test('an event that was not stored is answered with 500, so that Slack sends it again', async () => {
    const { port } = await start(() => Promise.reject(new Error('disk full')))
    const answer = await post(port, { body: event('Ev1'), type: 'application/json' })
    expect(answer.status).toBe(500)
  })

  test('a command that was not stored tells its author so', async () => {
    const { port } = await start(() => Promise.reject(new Error('disk full')))
    const answer = await post(port, { body: command('p0 x') })
    expect(await answer.json()).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('try again'),
    })
  })

  test('a form that was not stored stays open under a notice', async () => {
    const { port } = await start(() => Promise.reject(new Error('disk full')))
    const payload = JSON.stringify({
      type: 'view_submission',
      trigger_id: 't',
      view: { id: 'V1', hash: 'h' },
    })
    const answer = await post(port, { body: form({ payload }) })
    expect(await answer.json()).toMatchObject({ response_action: 'push', view: { type: 'modal' } })
  })

  test('nobody approves without the signing secret', async () => {
    const { accepted, port } = await start()
    expect((await post(port, { body: click(), secret: 'guessed' })).status).toBe(401)
    const unsigned = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body: click(),
    })
    expect(unsigned.status).toBe(401)
    expect(accepted).toEqual([])
  })

  test('a click smuggled into a certificate check is not a click', async () => {
    const { accepted, port } = await start()
    for (const body of [`ssl_check=1&${click()}`, `${click()}&ssl_check=1`])
      for (const type of [FORM, `${FORM}; charset=utf-8`]) {
        const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        })
        await answer.text()
      }
    expect(accepted).toEqual([])
  })

  test('what is older than five minutes, or claims to come from later, is turned away', async () => {
    const { accepted, port } = await start()
    for (const skew of [-310, 310, 86_400])
      expect((await post(port, { body: click(), skew })).status).toBe(401)
    expect(accepted).toEqual([])
    for (const skew of [-280, 280]) expect((await post(port, { body: click(), skew })).status).toBe(200)
    expect(accepted).toHaveLength(2)
  })

  test('a replay inside the five minutes carries the same id', async () => {
    const { accepted, port } = await start()
    await post(port, { body: click() })
    await post(port, { body: click(), skew: 60 })
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(1)
  })

  test('a form is understood whatever charset a proxy adds', async () => {
    const { accepted, port } = await start()
    const answer = await post(port, { body: command('p1 größer'), type: `${FORM}; charset=UTF-8` })
    expect(answer.status).toBe(200)
    expect(accepted[0]?.body.text).toBe('p1 größer')
  })

  test('Slack’s challenge of the address is answered', async () => {
    const { accepted, port } = await start()
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    const answer = await post(port, { body, type: 'application/json' })
    expect(await answer.json()).toEqual({ challenge: 'abc' })
    expect(accepted).toEqual([])
  })

  test('stopping waits for what is being stored, then the port is free', async () => {
    const asked = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<void>()
    const { reception, port } = await start(async () => {
      asked.resolve()
      await stored.promise
      return { ack: { text: 'stored' } }
    })
    const answered = post(port, { body: command('p0 x') }).then((answer) => answer.json())
    await asked.promise
    let stopped = false
    const stopping = reception.stop().then(() => {
      stopped = true
    })
    const refused = await post(port, { body: event('Ev2'), type: 'application/json' })
    expect([refused.status, stopped]).toEqual([500, false])
    stored.resolve()
    expect(await answered).toEqual({ text: 'stored' })
    await stopping
    expect(reception.connected()).toBe(false)
    await expect(post(port, { body: command('p0 y') })).rejects.toThrow()
    started.splice(0)
  })

  test('a port that is taken is named', async () => {
    const { port } = await start()
    const taken = receive({
      slack: { mode: 'http', signingSecret: SECRET, port },
      log: quiet,
      accept: async () => ({}),
    })
    await expect(taken).rejects.toThrow(`Cannot listen on PORT ${port}`)
  })

  test('a workspace that posts to the address is understood: commands, clicks and events', async () => {
    const { accepted, port } = await start(({ kind }) =>
      kind === 'command' ? { ack: { text: 'on it' } } : {},
    )
    const http = { url: `http://127.0.0.1:${port}/slack/events`, signingSecret: SECRET }
    await using practice = await startPractice({ http })
    const { workspace } = practice
    const chat = await startChat(workspace)
    const ana = workspace.as('ana')
    const incidents = ana.channel('incidents').id
    const placed = await chat.post(incidents, words('Step 1'), { key: 'k' })
    expect(await ana.command('general', '/incident p0 down')).toEqual({ ok: true })
    expect(ana.ephemerals('general').at(-1)?.text).toBe('on it')
    expect(await ana.click(placed, 'Done')).toEqual({ ok: true })
    await ana.react(incidents, placed.ts, 'pushpin')
    await workspace.until(() => accepted.length === 3)
    expect(accepted.map(({ kind }) => kind)).toEqual(['command', 'interaction', 'event'])
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(3)
  })
})
