import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { createLog } from '../../src/log.ts'
import { createChat } from '../../src/slack/chat/chat.ts'
import { createDesk } from '../../src/slack/desk.ts'
import { drawPicture } from '../../src/slack/views/index.ts'
import { startWorld } from '../support/world.ts'
import { httpManifest, readManifest, socketManifest } from './manifest-file.ts'
import { scopesOfEvent, scopesOfFeature, scopesOfMethod } from './slack-scopes.ts'
import { filesOf, read } from './sources.ts'

const manifest = readManifest(socketManifest())
const { features, settings } = manifest

/** Slack's own JSON Schema, shared beside the repository. */
const schemaFile = new URL('../../../shared/slack/manifest.schema.1.0.0.json', import.meta.url)
const noSchema = !existsSync(schemaFile)

describe.skipIf(noSchema)(
  `Slack’s schema${noSchema ? ' (skipped: it is not beside the repository)' : ''}`,
  () => {
    const valid = noSchema
      ? undefined
      : new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
          JSON.parse(readFileSync(schemaFile, 'utf8')),
        )

    test.each([
      ['Socket Mode', socketManifest],
      ['HTTP', httpManifest],
    ])('takes the manifest for %s', (_, of) => {
      expect(valid?.(of()), JSON.stringify(valid?.errors, null, 2)).toBe(true)
    })

    test('takes none with a word it does not know', () => {
      expect(valid?.({ ...Object(socketManifest()), surprise: true })).toBe(false)
    })
  },
)

test('over HTTP everything arrives where Muster listens, and no socket is opened', () => {
  const { features, settings } = readManifest(httpManifest())
  const addresses = [
    ...features.slash_commands.map(({ url }) => url),
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ]
  expect(new Set(addresses)).toEqual(new Set(['https://muster.example.com/slack/events']))
  expect(settings.socket_mode_enabled).toBe(false)
  expect(manifest.settings.socket_mode_enabled).toBe(true)
})

test('the manifest has the slash commands that can be typed, with their words and people’s ids', () => {
  const slashes = [...new Set(commands.map(({ slash }) => slash))]
  expect(features.slash_commands.map(({ command }) => command)).toEqual(slashes)
  for (const { command, description, usage_hint, should_escape } of features.slash_commands) {
    const own = commands.filter(({ slash }) => slash === command)
    const bare = own.find(({ name }) => name === undefined)
    const hint = [bare?.shownAs ?? bare?.usage, own.length > 1 && 'help'].filter(Boolean).join(' · ')
    // A mention comes as an id only when Slack is asked to escape.
    expect({ command, usage_hint, should_escape }).toEqual({ command, usage_hint: hint, should_escape: true })
    if (own.length === 1) expect(description).toBe(bare?.summary)
  }
})

test('shortcuts and events are those that something answers', async () => {
  const { practice, muster } = await startWorld()
  const { botToken: token, apiUrl } = practice.workspace
  const log = createLog('silent')
  const chat = await createChat({ token, apiUrl, clock: muster.core.clock, log, draw: drawPicture })
  const desk = createDesk(muster.core, chat)

  expect(features.shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(
    desk.shortcuts.map(({ callbackId }) => callbackId).sort(),
  )
  expect(settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]).sort()).toEqual(
    [...new Set(desk.listeners.map(({ type }) => type))].sort(),
  )
  expect(settings.interactivity.is_enabled).toBe(true)
  expect(features.app_home.home_tab_enabled).toBe(true)
})

describe('scopes', () => {
  const calls = filesOf('src/slack/**/*.ts').flatMap((file) =>
    [...read(file).matchAll(/\bweb\.((?:\w+\.)+\w+)\(/g)].map(([, method]) => method ?? ''),
  )
  const methods = [...new Set(calls)].sort()
  const { bot } = manifest.oauth_config.scopes

  test('every Slack method in use is known to the table, and no other', () => {
    expect(methods).toEqual(Object.keys(scopesOfMethod).sort())
    expect(settings.event_subscriptions.bot_events.toSorted()).toEqual(Object.keys(scopesOfEvent).sort())
  })

  test('cover every method and event', () => {
    const needed = [
      ...methods.flatMap((method) => scopesOfMethod[method] ?? []),
      ...settings.event_subscriptions.bot_events.flatMap((event) =>
        (scopesOfEvent[event] ?? []).map((scope) => [scope]),
      ),
    ]
    expect(needed.filter((either) => !either.some((scope) => bot.includes(scope)))).toEqual([])
  })

  test('none is asked for without need', () => {
    const used = new Set([
      ...Object.values(scopesOfMethod).flat(2),
      ...Object.values(scopesOfEvent).flat(),
      ...Object.values(scopesOfFeature).flat(),
    ])
    expect(bot.filter((scope) => !used.has(scope))).toEqual([])
    expect(bot).toEqual(bot.toSorted())
  })
})
