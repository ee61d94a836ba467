import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { lookUp } from '../pictures.ts'
import { ChatRefused, ChatUnavailable, type Picture, type Placed } from '../ports/chat.ts'
import type { Done, OutboxEntry, Outgoing, Post } from '../ports/store.ts'
import type { Place } from '../showing.ts'
import { payloads } from './payloads.ts'

/** Posts a picture the first time, redraws it after that, and does nothing when it would look the same. */
export async function showPicture(core: Core, entry: OutboxEntry): Promise<Done | undefined> {
  const { picture: ref, place, thread } = payloads.show.parse(entry.payload)
  const picture = await lookUp(core, ref)
  if (!picture) return undefined
  const digest = core.chat.digest(picture)
  const standing = await core.store.post(entry.key)
  if (standing)
    return standing.digest === digest ? undefined : redrawAt(core, entry.key, standing, picture, digest)

  const parent = thread === undefined ? undefined : await parentOf(core, thread, entry.attempts)
  const channel = parent?.channel ?? (await placeOf(core, place))
  if (!channel) return undefined
  const found = entry.uncertain
    ? await core.chat.find(channel, entry.key, entry.createdAt, parent?.ts)
    : undefined
  const options = { key: entry.key, ...(parent && { thread: parent.ts }) }
  const placed = found ?? (await postOrRevive(core, channel, picture, options))
  // A message found again may show an older state: without its digest the next redraw draws it anew.
  const post = { key: entry.key, ...placed, digest: found ? '' : digest }
  return ref.of === 'card' ? { post, next: [pin(ref.incident, placed)] } : { post }
}

async function redrawAt(
  core: Core,
  key: string,
  standing: Post,
  picture: Picture,
  digest: string,
): Promise<Done> {
  await core.chat.redraw(standing, picture, { key })
  return { post: { ...standing, digest } }
}

/** Posts; a channel somebody archived is brought back, since people must not miss it. */
async function postOrRevive(
  core: Core,
  channel: string,
  picture: Picture,
  options: { key: string; thread?: string },
) {
  try {
    return await core.chat.post(channel, picture, options)
  } catch (error) {
    if (!(error instanceof ChatRefused) || error.reason !== 'is_archived') throw error
    await core.chat.unarchive(channel)
    return core.chat.post(channel, picture, options)
  }
}

async function placeOf(core: Core, place: Place): Promise<string | undefined> {
  if ('person' in place) return core.chat.directMessage(place.person)
  if ('owner' in place) {
    const [person] = core.directory.ids([place.owner])
    return person && core.chat.directMessage(person)
  }
  if ('channelName' in place) {
    const channel = await core.chat.channelByName(place.channelName)
    if (!channel)
      throw new ChatRefused(
        'channel_not_found',
        `There is no channel #${place.channelName}, or the bot is not in it`,
      )
    return channel.id
  }
  return (await loadIncident(core, place.incident))?.channel?.id
}

/** The thread's first message; while it is not there yet the entry waits, each time twice as long. */
async function parentOf(core: Core, key: string, attempts: number): Promise<Post> {
  const parent = await core.store.post(key)
  if (parent) return parent
  const retryAfterMs = Math.min(250 * 2 ** (attempts - 1), 30_000)
  throw new ChatUnavailable(`${key} is not posted yet`, { uncertain: false, retryAfterMs })
}

const pin = (incident: string, { channel, ts }: Placed): Outgoing => ({
  key: `${incident}/pin`,
  lane: `pin/${incident}`,
  kind: 'pin',
  payload: { incident, channel, ts },
})
