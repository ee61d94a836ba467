import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { ChatLacks, type ChatRefused, ChatUnavailable } from '../../src/app/ports/chat.ts'
import { createClient } from '../../src/slack/chat/client.ts'
import { answering, nobody } from './support/answering.ts'
import { quiet } from './support/log.ts'

const clock = { now: () => new Date(), after: () => () => {} }

async function call(apiUrl: string, method = 'bookmarks.add'): Promise<unknown> {
  const ask = createClient({ token: 'xoxb-1', apiUrl, clock, log: quiet, timeoutMs: 100 })
  return ask(method, (web) => web.apiCall(method)).then(
    () => 'done',
    (error: unknown) => error,
  )
}

async function meaning(answer: (response: ServerResponse) => void, method?: string): Promise<unknown> {
  await using server = await answering((_, response) => answer(response))
  return await call(server.url, method)
}

const json = (body: object) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
}

describe('what an answer of Slack means', () => {
  test('a refusal is for good', async () => {
    expect(await meaning(json({ ok: false, error: 'channel_not_found' }))).toMatchObject({
      name: 'ChatRefused',
      reason: 'channel_not_found',
    } satisfies Partial<ChatRefused>)
  })

  test('a missing scope, method, plan or feature is lacking, and says what', async () => {
    const missing = await meaning(json({ ok: false, error: 'missing_scope', needed: 'bookmarks:write' }))
    expect(missing).toBeInstanceOf(ChatLacks)
    expect(missing).toMatchObject({ what: 'bookmarks.add needs the scope bookmarks:write' })
    for (const error of [
      'unknown_method',
      'not_allowed_token_type',
      'plan_upgrade_required',
      'feature_not_enabled',
    ])
      expect(await meaning(json({ ok: false, error }))).toMatchObject({
        what: `bookmarks.add is not available here (${error})`,
      })
  })

  test('a token that is no longer taken names the setting, and nothing is given up', async () => {
    expect(await meaning(json({ ok: false, error: 'token_revoked' }))).toMatchObject({
      name: 'ChatUnavailable',
      uncertain: false,
      message: expect.stringMatching(/SLACK_BOT_TOKEN.*token_revoked.*Install App/),
    })
  })

  test('Slack’s own trouble may have hidden a success', async () => {
    for (const answer of [
      json({ ok: false, error: 'internal_error' }),
      (response: ServerResponse) => void response.writeHead(503).end(),
      (response: ServerResponse) => void response.end('<html>proxy error'),
      (response: ServerResponse) => void response.destroy(),
      () => {},
    ])
      expect(await meaning(answer)).toMatchObject({ name: 'ChatUnavailable', uncertain: true })
  })

  test('what never reached Slack took no effect', async () => {
    expect(await call(await nobody())).toMatchObject({ name: 'ChatUnavailable', uncertain: false })
    expect(await meaning((response) => void response.writeHead(404).end())).toMatchObject({
      uncertain: false,
    })
  })

  test('a 429 says when to come back', async () => {
    const limited = await meaning((response) => void response.writeHead(429, { 'retry-after': '7' }).end())
    expect(limited).toBeInstanceOf(ChatUnavailable)
    expect(limited).toMatchObject({ uncertain: false, retryAfterMs: 7000 })
  })

  test('a proxy’s page is not quoted at length', async () => {
    const page = await meaning((response) => void response.end('<html>'.repeat(5000)))
    expect(String(page).length).toBeLessThan(200)
  })
})
