import { createHash } from 'node:crypto'
import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { type Chat, ChatRefused, type Picture, type Placed } from '../../app/ports/chat.ts'
import type { Ask } from './client.ts'
import { given } from './given.ts'
import { pages } from './pages.ts'
import { unless } from './unless.ts'

export type Draw = (picture: Picture) => { text: string; blocks: KnownBlock[] }

/** `chat.update` refuses longer text, and what was posted must be redrawn. Blocks carry the whole. */
const LONGEST_TEXT = 4000
const PAGE = 200
/** Messages are stamped by Slack's clock and looked for by ours; they may differ by this much. */
const CLOCKS_DIFFER_MS = 65 * 60_000

const EVENT = 'muster_post'
const mark = z.object({ event_type: z.literal(EVENT), event_payload: z.object({ key: z.string() }) })

/** A message as it stands now; undefined when it is gone or the bot cannot read it. */
export type SaidMessage = { text: string; user: string; ts: string }

export type Messages = Pick<Chat, 'digest' | 'post' | 'redraw' | 'find' | 'whisper' | 'pin' | 'permalink'> & {
  whisperMessage(
    channel: string,
    person: string,
    message: { text: string; blocks: KnownBlock[] },
  ): Promise<void>
  /** Posts in direct messages: what was meant for one person and could not be whispered. */
  tell(channel: string, message: { text: string; blocks: KnownBlock[] }): Promise<void>
  messageAt(placed: Placed, thread?: string): Promise<SaidMessage | undefined>
}

export function messages(ask: Ask, draw: Draw): Messages {
  const drawn = (picture: Picture) => {
    const { text, blocks } = draw(picture)
    return { text: clip(text), blocks }
  }
  const marked = (key: string) => ({ metadata: { event_type: EVENT, event_payload: { key } } })

  return {
    digest: (picture) =>
      createHash('sha256')
        .update(JSON.stringify(drawn(picture)))
        .digest('hex'),

    async post(channel, picture, { key, thread }) {
      const send = () =>
        ask(
          'chat.postMessage',
          (web) =>
            web.chat.postMessage({
              channel,
              ...drawn(picture),
              ...marked(key),
              ...(thread ? { thread_ts: thread } : {}),
              unfurl_links: false,
              unfurl_media: false,
            }),
          channel,
        )
      // A public channel that nobody has let the bot into yet: the announcement channel on its first day.
      const posted = await send().catch(async (error) => {
        if (!(error instanceof ChatRefused && error.reason === 'not_in_channel')) throw error
        await ask('conversations.join', (web) => web.conversations.join({ channel }))
        return send()
      })
      return { channel: posted.channel ?? channel, ts: given('chat.postMessage', posted.ts) }
    },

    async redraw({ channel, ts }, picture, { key }) {
      const update = { channel, ts, ...drawn(picture), ...marked(key) }
      await ask('chat.update', (web) => web.chat.update(update), channel, `${channel}/${ts}`)
    },

    async find(channel, key, since, thread) {
      const span = {
        channel,
        oldest: String(Math.max(0, since.getTime() - CLOCKS_DIFFER_MS) / 1000),
        include_all_metadata: true,
        limit: PAGE,
      }
      const read = (cursor: { cursor?: string }) =>
        thread
          ? ask('conversations.replies', (web) =>
              web.conversations.replies({ ...span, ts: thread, ...cursor }),
            )
          : ask('conversations.history', (web) => web.conversations.history({ ...span, ...cursor }))
      for await (const page of pages((cursor) =>
        read(cursor).catch(unless('not_in_channel', 'thread_not_found')),
      ))
        for (const message of page?.messages ?? [])
          if (message.ts && keyOf(message) === key) return { channel, ts: message.ts }
      return undefined
    },

    async whisper(channel, person, picture) {
      await ask('chat.postEphemeral', (web) =>
        web.chat.postEphemeral({ channel, user: person, ...drawn(picture) }),
      )
    },

    async whisperMessage(channel, person, { text, blocks }) {
      await ask('chat.postEphemeral', (web) =>
        web.chat.postEphemeral({ channel, user: person, text: clip(text), blocks }),
      )
    },

    async tell(channel, { text, blocks }) {
      const post = { channel, text: clip(text), blocks, unfurl_links: false, unfurl_media: false }
      await ask('chat.postMessage', (web) => web.chat.postMessage(post), channel)
    },

    async messageAt({ channel, ts }, thread) {
      const range = { channel, latest: ts, oldest: ts, inclusive: true }
      const said = (messages: { ts?: string; text?: string; user?: string; bot_id?: string }[] = []) => {
        const message = messages.find((one) => one.ts === ts)
        return message && { text: message.text ?? '', user: message.user ?? message.bot_id ?? '', ts }
      }
      if (!thread) {
        const found = await ask('conversations.history', (web) =>
          web.conversations.history({ ...range, limit: 1 }),
        )
        const message = said(found.messages)
        if (message) return message
      }
      // A thread's first message comes along; and a reply's own `ts` finds its thread, which a reaction does not name.
      const found = await ask('conversations.replies', (web) =>
        web.conversations.replies({ ...range, ts: thread ?? ts, limit: 2 }),
      ).catch(unless('thread_not_found'))
      return said(found?.messages)
    },

    async pin({ channel, ts }) {
      await ask('pins.add', (web) => web.pins.add({ channel, timestamp: ts })).catch(unless('already_pinned'))
    },

    async permalink({ channel, ts }) {
      const found = await ask('chat.getPermalink', (web) =>
        web.chat.getPermalink({ channel, message_ts: ts }),
      ).catch(unless('message_not_found', 'channel_not_found'))
      return found?.permalink
    },
  }
}

const keyOf = (message: object): string | undefined => {
  const found = mark.safeParse('metadata' in message ? message.metadata : undefined)
  return found.success ? found.data.event_payload.key : undefined
}

/** Cuts at the limit, but never through an escaped sign (`&amp;`) or a surrogate pair. */
const clip = (text: string): string =>
  text.length <= LONGEST_TEXT
    ? text
    : `${text.slice(0, LONGEST_TEXT - 1).replace(/(&[a-z]{0,4}|[\uD800-\uDBFF])$/, '')}…`
