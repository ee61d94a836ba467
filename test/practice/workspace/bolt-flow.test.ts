import { expect, test } from 'vitest'
import { boltApp, setting } from './support/setting.ts'

test('a command is answered with a button, the button opens a form, the form redraws the message', async () => {
  const { workspace } = await setting()
  const app = boltApp(workspace)
  app.command('/ask', async ({ ack, client, command }) => {
    await ack()
    await client.chat.postMessage({
      channel: command.channel_id,
      text: command.text,
      blocks: [
        {
          type: 'actions',
          block_id: 'row',
          elements: [
            {
              type: 'button',
              action_id: 'answer',
              text: { type: 'plain_text', text: 'Answer' },
              value: 'v1',
            },
          ],
        },
      ],
    })
  })
  app.action('answer', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        private_metadata: `${body.channel?.id} ${body.message?.ts}`,
        title: { type: 'plain_text', text: 'Answer' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'words',
            label: { type: 'plain_text', text: 'Words' },
            element: { type: 'plain_text_input', action_id: 'value', min_length: 2 },
          },
        ],
      },
    })
  })
  app.view('form', async ({ ack, view, client }) => {
    const words = view.state.values.words?.value?.value ?? ''
    if (words === 'no') {
      await ack({ response_action: 'errors', errors: { words: 'Say yes.' } })
      return
    }
    await ack()
    const [channel = '', ts = ''] = view.private_metadata.split(' ')
    await client.chat.update({ channel, ts, text: words, blocks: [] })
  })
  await app.start()
  const ana = workspace.as('ana')

  expect(await ana.command('general', '/ask What is up?')).toEqual({ ok: true })
  const asked = await workspace.until(() =>
    ana.messages('general').find(({ text }) => text === 'What is up?'),
  )
  expect(await ana.click({ channel: asked.channel, ts: asked.ts }, 'Answer')).toEqual({ ok: true })
  await workspace.until(() => ana.modals().length === 1)
  expect(await ana.submit({})).toMatchObject({ ok: false, says: 'This field is required.' })
  expect(await ana.submit({ words: 'x' })).toMatchObject({
    ok: false,
    says: 'Write at least 2 characters.',
  })
  expect(await ana.submit({ words: 'no' })).toMatchObject({ ok: false, says: 'Say yes.' })
  expect(await ana.submit({ words: 'yes' })).toEqual({ ok: true })

  expect(ana.modals()).toEqual([])
  const redrawn = await workspace.until(() => ana.messages('general').find(({ text }) => text === 'yes'))
  expect(redrawn).toMatchObject({ ts: asked.ts, blocks: [] })
})
