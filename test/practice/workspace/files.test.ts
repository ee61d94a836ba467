import { expect, test } from 'vitest'
import { manifest } from './support/manifest.ts'
import { boltApp, setting } from './support/setting.ts'

const upload = {
  type: 'modal' as const,
  callback_id: 'upload',
  title: { type: 'plain_text' as const, text: 'Upload' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'runbook',
      label: { type: 'plain_text' as const, text: 'Runbook' },
      element: { type: 'file_input' as const, action_id: 'value', filetypes: ['md'], max_files: 1 },
    },
  ],
}

const sent = { runbook: { value: { type: 'file_input', files: [{ name: 'redis.md', size: 7 }] } } }

test('a file chosen in a form comes with its submission, and the app downloads it with its token', async () => {
  const { web, workspace } = await setting()
  const app = boltApp(workspace)
  const heard: unknown[] = []
  app.command('/ask', async ({ ack, client, command }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: upload })
  })
  app.view('upload', async ({ ack, view }) => {
    await ack()
    heard.push(view.state.values)
  })
  await app.start()
  const ana = workspace.as('ana')
  await ana.command('general', '/ask')
  await workspace.until(() => ana.modals().length === 1)

  const [bob = ''] = await workspace.as('bob').choose('redis.md', 'Bob’s')
  const [picture = ''] = await ana.choose('redis.png', 'png')
  const [one = ''] = await ana.choose('redis.md', '# Redis')
  expect(await ana.submit({})).toMatchObject({ error: 'invalid_input', says: 'This field is required.' })
  expect(await ana.submit({ runbook: [picture] })).toMatchObject({
    says: 'redis.png is not of the type md.',
  })
  expect(await ana.submit({ runbook: [one, one] })).toMatchObject({ says: 'Add at most 1 files.' })
  expect(await ana.submit({ runbook: [bob] })).toMatchObject({ error: 'file_not_found' })
  expect(await ana.submit({ runbook: [one] })).toEqual({ ok: true })
  await workspace.until(() => heard.length === 1)
  expect(heard).toMatchObject([sent])

  const { file } = await web.files.info({ file: one })
  const headers = { authorization: `Bearer ${workspace.botToken}` }
  expect(await (await fetch(file?.url_private ?? '', { headers })).text()).toBe('# Redis')
})

test('several files shared at once are one message, in direct messages too', async () => {
  const { web, workspace } = await setting()
  const { channel } = await web.conversations.open({ users: 'U0ANA' })
  const id = channel?.id ?? ''
  const files = await Promise.all(
    ['one.md', 'two.md'].map(async (filename) => {
      const { upload_url = '', file_id = '' } = await web.files.getUploadURLExternal({ filename, length: 3 })
      await fetch(upload_url, { method: 'POST', body: 'abc' })
      return { id: file_id }
    }),
  )
  const [first = { id: '' }, ...rest] = files
  await web.files.completeUploadExternal({ files: [first, ...rest], channel_id: id, initial_comment: 'Both' })

  const messages = workspace.as('ana').messages(id)
  expect(messages.map(({ text, files: held }) => ({ text, held: held?.length }))).toEqual([
    { text: 'Both', held: 2 },
  ])
  expect((await web.files.info({ file: first.id })).file).toMatchObject({ ims: [id], is_public: false })
})

test('without the scope a download leads to the sign-in page', async () => {
  const { bot } = manifest.oauth_config.scopes
  const scopes = { bot: bot.filter((scope) => scope !== 'files:read') }
  const { workspace } = await setting({
    manifest: { ...manifest, oauth_config: { ...manifest.oauth_config, scopes } },
  })
  const [id = ''] = await workspace.as('ana').choose('redis.md', '# Redis')
  const url = `${workspace.url}/files-pri/T-${id}/redis.md`
  const headers = { authorization: `Bearer ${workspace.botToken}` }
  expect((await fetch(url, { headers, redirect: 'manual' })).status).toBe(302)
})
