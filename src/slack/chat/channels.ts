import { type Chat, ChatRefused } from '../../app/ports/chat.ts'
import { channelName, nthName } from './channel-name.ts'
import type { Ask } from './client.ts'
import { given } from './given.ts'
import { pages } from './pages.ts'
import { unless } from './unless.ts'

const MOST_NAMES = 50
const PAGE = 999
const LONGEST_TOPIC = 250

type Channels = Pick<Chat, 'openChannel' | 'channelByName' | 'topic' | 'unarchive'>

/** `self`: the bot's user id, by which it knows the channels it made. */
export function channels(ask: Ask, self: string): Channels {
  const byName = new Map<string, { id: string; name: string }>()

  const list = (excludeArchived: boolean) =>
    pages((cursor) =>
      ask('conversations.list', (web) =>
        web.conversations.list({
          types: 'public_channel',
          exclude_archived: excludeArchived,
          limit: PAGE,
          ...cursor,
        }),
      ),
    )

  async function create(name: string): Promise<{ id: string; name: string } | undefined> {
    try {
      const { channel } = await ask('conversations.create', (web) => web.conversations.create({ name }))
      return { id: given('conversations.create', channel?.id), name: channel?.name ?? name }
    } catch (error) {
      if (error instanceof ChatRefused && error.reason === 'name_taken') return undefined
      throw error
    }
  }

  async function mine(name: string): Promise<{ id: string; name: string } | undefined> {
    for await (const page of list(true)) {
      const found = page.channels?.find((channel) => channel.name === name)
      if (found?.id) return found.creator === self ? { id: found.id, name } : undefined
    }
    return undefined
  }

  return {
    // An earlier try walked the same names, so whatever it made is the first of them that is the bot's own.
    async openChannel(wanted, { adopt }) {
      const base = channelName(wanted)
      for (let attempt = 1; attempt <= MOST_NAMES; attempt += 1) {
        const name = nthName(base, attempt)
        const channel = (await create(name)) ?? (adopt ? await mine(name) : undefined)
        if (channel) return channel
      }
      throw new ChatRefused('name_taken', `Every name from ${base} on is taken`)
    },

    async channelByName(name) {
      const wanted = name.replace(/^#/, '')
      const known = byName.get(wanted)
      if (known) return known
      for await (const page of list(true)) {
        for (const { id, name: found } of page.channels ?? [])
          if (id && found) byName.set(found, { id, name: found })
        if (byName.has(wanted)) break
      }
      return byName.get(wanted)
    },

    async topic(channel, text) {
      const topic = text.slice(0, LONGEST_TOPIC)
      await ask('conversations.setTopic', (web) => web.conversations.setTopic({ channel, topic }))
    },

    async unarchive(channel) {
      const unarchived = ask('conversations.unarchive', (web) => web.conversations.unarchive({ channel }))
      await unarchived.catch(unless('not_archived'))
    },
  }
}
