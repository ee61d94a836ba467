import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/domain/json.ts'
import { steppedClock } from '../../src/practice/control/clock.ts'
import { type Accepted, receive } from '../../src/slack/receive/receive.ts'
import { quiet } from './support/log.ts'
import { modal, refusal, startChat, startPractice, words } from './support/practice.ts'

/** A bot that hands over what arrives, and a person to type. */
async function startBot() {
  const clock = steppedClock(Date.now())
  const practice = await startPractice({ clock })
  const { workspace } = practice
  const chat = await startChat(workspace)
  let arrived = Promise.withResolvers<JsonObject>()
  let ack: Accepted = {}
  const reception = await receive({
    slack: { mode: 'socket', appToken: workspace.appToken, apiUrl: workspace.apiUrl, connections: 1 },
    log: quiet,
    async accept({ body }) {
      arrived.resolve(body)
      return ack
    },
  })
  return {
    workspace,
    clock,
    chat,
    ana: workspace.as('ana'),
    answerWith(next: Accepted) {
      ack = next
    },
    async typed(text: string): Promise<{ trigger: string; responseUrl: string }> {
      arrived = Promise.withResolvers()
      await workspace.as('ana').command('general', text)
      const { trigger_id, response_url } = await arrived.promise
      return { trigger: String(trigger_id), responseUrl: String(response_url) }
    },
    async [Symbol.asyncDispose]() {
      await reception.stop()
      await workspace.stop()
    },
  }
}

describe('answering a person', () => {
  test('a form opens on the trigger of a command', async () => {
    await using bot = await startBot()
    const { trigger } = await bot.typed('/incident')
    await bot.chat.openView(trigger, modal('Declare'))
    expect(bot.ana.modal().view).toMatchObject({ title: { text: 'Declare' } })
  })

  test('a form’s errors travel with the acknowledgement', async () => {
    await using bot = await startBot()
    const { trigger } = await bot.typed('/incident')
    await bot.chat.openView(trigger, modal('Note'))
    bot.answerWith({ ack: { response_action: 'errors', errors: { text: 'Say more' } } })
    expect(await bot.ana.submit({ text: 'x' })).toMatchObject({ ok: false, error: 'invalid_input' })
    bot.answerWith({})
    expect(await bot.ana.submit({ text: 'more' })).toEqual({ ok: true })
    expect(bot.ana.modals()).toEqual([])
  })

  test('a trigger is too old after three seconds, and good once', async () => {
    await using bot = await startBot()
    const first = await bot.typed('/incident')
    bot.clock.advance(4000)
    expect(await refusal(bot.chat.openView(first.trigger, modal('Late')))).toMatchObject({
      name: 'ChatRefused',
      reason: 'expired_trigger_id',
    })
    const second = await bot.typed('/incident')
    await bot.chat.openView(second.trigger, modal('First'))
    expect(await refusal(bot.chat.openView(second.trigger, modal('Second')))).toMatchObject({
      name: 'ChatRefused',
    })
  })

  test('an answer by response_url is seen by one person, five times and for half an hour', async () => {
    await using bot = await startBot()
    const { responseUrl } = await bot.typed('/incident list')
    await bot.chat.reply(responseUrl, { text: 'one' })
    await bot.chat.answer(responseUrl, words('two'))
    expect(bot.ana.ephemerals('general').map(({ text }) => text)).toEqual(['one', 'two'])
    expect(bot.ana.ephemerals('general').at(-1)?.blocks).toHaveLength(2)
    expect(bot.workspace.as('bob').ephemerals('general')).toEqual([])
    for (const text of ['three', 'four', 'five']) await bot.chat.reply(responseUrl, { text })
    const spent = { name: 'ChatRefused', reason: 'expired_url' }
    expect(await refusal(bot.chat.reply(responseUrl, { text: 'six' }))).toMatchObject(spent)

    const later = await bot.typed('/incident list')
    bot.clock.advance(31 * 60_000)
    expect(await refusal(bot.chat.reply(later.responseUrl, { text: 'late' }))).toMatchObject(spent)
  })

  test('the Home tab is drawn for a person', async () => {
    await using bot = await startBot()
    const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'All quiet' } }]
    await bot.chat.publishHome('UANA', { type: 'home', blocks })
    expect(bot.ana.home()?.blocks).toMatchObject([{ text: { text: 'All quiet' } }])
  })
})
