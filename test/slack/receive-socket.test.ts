import { describe, expect, test } from 'vitest'
import { steppedClock } from '../../src/practice/control/clock.ts'
import type { Workspace } from '../../src/practice/workspace/workspace.ts'
import type { Received } from '../../src/slack/receive/delivery-id.ts'
import { type Accepted, receive } from '../../src/slack/receive/receive.ts'
import { keptLog, quiet } from './support/log.ts'
import { modal, refusal, startChat, startPractice, words } from './support/practice.ts'

async function startReception(
  workspace: Workspace,
  accept: (delivery: Received) => Accepted | Promise<Accepted> = () => ({}),
  log = quiet,
) {
  const accepted: Received[] = []
  const reception = await receive({
    slack: { mode: 'socket', appToken: workspace.appToken, apiUrl: workspace.apiUrl },
    log,
    async accept(delivery) {
      accepted.push(delivery)
      return accept(delivery)
    },
  })
  await workspace.until(() => workspace.socket.connected === 2)
  return { reception, accepted, [Symbol.asyncDispose]: () => reception.stop() }
}

const diskFull = () => Promise.reject(new Error('disk full'))

describe('Socket Mode', () => {
  test('a command is acknowledged only once it is stored, with what was decided', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const arrived = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<void>()
    const seen: string[] = []
    await using _ = await startReception(workspace, async () => {
      arrived.resolve()
      await stored.promise
      return { ack: { response_type: 'ephemeral', text: 'Opening…' }, work: () => seen.push('work') }
    })
    const acknowledged = workspace
      .as('ana')
      .command('general', '/incident p0 down')
      .then(() => seen.push('acknowledged'))
    await arrived.promise
    expect(workspace.calls().find(({ call }) => call === 'deliver slash_commands')?.ended).toBeUndefined()
    expect(seen).toEqual([])
    stored.resolve()
    await acknowledged
    expect(seen).toContain('work')
    expect(workspace.as('ana').ephemerals('general').at(-1)?.text).toBe('Opening…')
  })

  test('what was stored is worked on even when the socket dropped before the acknowledgement', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const worked = Promise.withResolvers<void>()
    const { log, lines } = keptLog()
    await using _ = await startReception(
      workspace,
      async () => {
        workspace.socket.cut()
        await workspace.until(() => workspace.socket.connected === 0)
        return { work: worked.resolve }
      },
      log,
    )
    const answer = await workspace.as('ana').command('general', '/incident p0 down')
    expect(answer).toMatchObject({ ok: false, error: 'dispatch_failed' })
    await worked.promise
    expect(lines.join()).toContain('acknowledgement could not be sent')
  })

  test('an event that could not be stored comes again under the same id', async () => {
    const clock = steppedClock(Date.now())
    await using practice = await startPractice({ clock })
    const { workspace } = practice
    let full = true
    const worked: string[] = []
    await using bot = await startReception(workspace, ({ id }) => {
      if (full) throw new Error('disk full')
      return { work: () => worked.push(id) }
    })
    const chat = await startChat(workspace)
    const { id: channel } = await chat.openChannel('inc-1 x', { adopt: false })
    const { ts } = await chat.post(channel, words('hello'), { key: 'k' })
    await workspace.as('ana').join('inc-1-x')
    await workspace.as('ana').react(channel, ts, 'pushpin')
    await workspace.until(() => bot.accepted.length === 1)
    full = false
    clock.advance(3000)
    await workspace.until(() => workspace.calls().some(({ error }) => error === 'timeout'))
    clock.advance(0)
    await workspace.until(() => worked.length === 1)
    expect(bot.accepted.map(({ id }) => id)).toEqual([worked[0], worked[0]])
    expect(worked[0]).toMatch(/^event:Ev/)
  })

  test('a command that could not be stored says so to its author', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    await using _ = await startReception(workspace, diskFull)
    const ana = workspace.as('ana')
    expect(await ana.command('general', '/incident p0 down')).toEqual({ ok: true })
    expect(ana.ephemerals('general').at(-1)?.text).toMatch(/could not record.*try again/)
  })

  test('a click that could not be stored says so to who clicked', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    await using _ = await startReception(workspace, diskFull)
    const chat = await startChat(workspace)
    const incidents = await chat.channelByName('incidents')
    const placed = await chat.post(incidents?.id ?? '', words('Step 1'), { key: 'k' })
    const ana = workspace.as('ana')
    expect(await ana.click(placed, 'Done')).toEqual({ ok: true })
    const [said] = await workspace.until(
      () => ana.ephemerals('incidents').length > 0 && ana.ephemerals('incidents'),
    )
    expect(said?.text).toMatch(/could not record/)
    expect(ana.messages('incidents').at(-1)?.text).toBe('Step 1')
  })

  test('a form that could not be stored stays, filled in, under a notice', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const chat = await startChat(workspace)
    const opened = Promise.withResolvers<unknown>()
    await using _ = await startReception(workspace, ({ kind, body }) => {
      if (kind !== 'command') throw new Error('disk full')
      return { work: () => opened.resolve(chat.openView(String(body.trigger_id), modal('Note'))) }
    })
    const ana = workspace.as('ana')
    await ana.command('general', '/incident note')
    await opened.promise
    await ana.submit({ text: 'started at 10:02' })
    expect(ana.modals().map(({ view }) => view.type === 'modal' && view.title.text)).toEqual([
      'Note',
      'Not recorded',
    ])
    await ana.closeModal()
    expect(ana.modal().values).toMatchObject({ text: { text: { value: 'started at 10:02' } } })
  })

  test('events sent while every socket is cut arrive after the reconnect', async () => {
    const clock = steppedClock(Date.now())
    await using practice = await startPractice({ clock })
    const { workspace } = practice
    await using bot = await startReception(workspace)
    const chat = await startChat(workspace)
    const { id: channel } = await chat.openChannel('inc-1 x', { adopt: false })
    await workspace.as('ana').join('inc-1-x')
    const { ts } = await chat.post(channel, words('hello'), { key: 'k' })
    workspace.socket.cut()
    await workspace.until(() => workspace.socket.connected === 0)
    const names = ['pushpin', 'eyes', '+1', 'fire', 'tada']
    for (const name of names) await workspace.as('ana').react(channel, ts, name)
    await workspace.until(() => workspace.socket.connected === 2)
    clock.advance(0)
    clock.advance(60_000)
    await workspace.until(() => bot.accepted.length >= names.length)
    expect(new Set(bot.accepted.map(({ id }) => id)).size).toBe(names.length)
  })

  test('a refresh that Slack asks for is over long before the SDK would reconnect', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    await using bot = await startReception(workspace)
    const began = performance.now()
    workspace.socket.refresh('refresh_requested')
    await workspace.until(() => !bot.reception.connected())
    await workspace.until(() => workspace.socket.connected === 2 && bot.reception.connected())
    expect(performance.now() - began).toBeLessThan(3000)
    expect(await workspace.as('ana').command('general', '/incident list')).toEqual({ ok: true })
  })

  test('stopping waits for what is being stored, acknowledges it, and leaves no socket behind', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const arrived = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<void>()
    const { reception } = await startReception(workspace, async () => {
      arrived.resolve()
      await stored.promise
      return { ack: { text: 'stored' } }
    })
    const answered = workspace.as('ana').command('general', '/incident p0 down')
    await arrived.promise
    const stopped = reception.stop()
    const late = await workspace.as('bob').command('general', '/incident p1 up')
    expect(late).toEqual({ ok: true })
    expect(workspace.as('bob').ephemerals('general').at(-1)?.text).toMatch(/try again/)
    stored.resolve()
    expect(await answered).toEqual({ ok: true })
    await stopped
    expect(reception.connected()).toBe(false)
    await workspace.until(() => workspace.socket.connected === 0)
  })

  test('a stop while the second connection is being made leaves none either', async () => {
    await using practice = await startPractice()
    const { workspace, faults } = practice
    const second = Promise.withResolvers<void>()
    faults.watch(({ call, when, nth }) => {
      if (call === 'apps.connections.open' && when === 'after' && nth === 2) second.resolve()
    })
    const reception = await receive({
      slack: { mode: 'socket', appToken: workspace.appToken, apiUrl: workspace.apiUrl },
      log: quiet,
      accept: async () => ({}),
    })
    await second.promise
    await reception.stop()
    await workspace.until(() => workspace.socket.connected === 0)
  })

  test('a wrong app token is named, with what to do', async () => {
    await using practice = await startPractice()
    const { workspace } = practice
    const refused = await refusal(
      receive({
        slack: { mode: 'socket', appToken: 'xapp-1-wrong', apiUrl: workspace.apiUrl },
        log: quiet,
        accept: async () => ({}),
      }),
    )
    expect(String(refused)).toMatch(/SLACK_APP_TOKEN \(invalid_auth\).*connections:write/)
  })
})
