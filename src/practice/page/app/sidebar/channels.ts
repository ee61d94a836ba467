import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { Avatar } from '../message/avatar.ts'
import { go, writeTo } from '../state/go.ts'
import { humans, personIn, wanted } from '../state/select.ts'
import { change, useStore } from '../state/store.ts'
import { Entry } from './entry.ts'

const byName = (a: PageChannel, b: PageChannel) => a.name.localeCompare(b.name, undefined, { numeric: true })
const isOpen = (place: { at: string; id?: string } | undefined, id: string) =>
  place?.at === 'channel' && place.id === id

export function Channels(): VNode {
  const world = useStore((state) => state.world)
  const place = useStore((state) => state.place)
  const rooms = (world?.channels ?? [])
    .filter((channel) => channel.kind !== 'im' && !channel.archived)
    .sort(byName)
  const mine = rooms.filter((channel) => channel.member)
  const others = rooms.filter((channel) => !channel.member)
  const line = (
    channel: PageChannel,
  ) => html`<${Entry} key=${channel.id} name=${channel.name} open=${isOpen(place, channel.id)}
    sign=${icon(channel.kind === 'private' ? 'lock' : 'hash')} unread=${channel.member && channel.unread > 0}
    badge=${channel.member ? channel.mentions : 0} onOpen=${() => go({ at: 'channel', id: channel.id })} />`
  const add = () => change((state) => ({ ...state, panel: 'create' }))
  return html`<section aria-label="Channels">
    <h2>Channels</h2>
    ${mine.map(line)}
    ${others.length > 0 && html`<details class="others"><summary>${others.length} to join</summary>${others.map(line)}</details>`}
    <${Entry} name="Add a channel" sign=${icon('plus')} open=${false} onOpen=${add} />
  </section>`
}

export function DirectMessages(): VNode {
  const world = useStore((state) => state.world)
  const place = useStore((state) => state.place)
  const bot = world?.bot
  const people = humans(world).filter((person) => person.id !== world?.me)
  return html`<section aria-label="Direct messages">
    <h2>Direct messages</h2>
    ${people.map((person) => {
      const channel = world?.channels.find(
        (one) => one.kind === 'im' && one.with === person.id && person.id !== bot,
      )
      return html`<${Entry} key=${person.id} name=${person.realName || person.name} sign=${html`<${Avatar} person=${person} size="small" />`}
        open=${channel !== undefined && isOpen(place, channel.id)} unread=${(channel?.unread ?? 0) > 0}
        badge=${channel ? wanted(channel) : 0} onOpen=${() => void writeTo(person.id)} />`
    })}
  </section>`
}

export function Apps(): VNode | null {
  const world = useStore((state) => state.world)
  const place = useStore((state) => state.place)
  const bot = world && personIn(world, world.bot)
  if (!bot) return null
  const direct = world.channels.find((channel) => channel.kind === 'im' && channel.with === bot.id)
  const open = place?.at === 'home' || (direct !== undefined && isOpen(place, direct.id))
  return html`<section aria-label="Apps">
    <h2>Apps</h2>
    <${Entry} name=${bot.realName || bot.name} sign=${html`<${Avatar} person=${bot} size="small" />`} open=${open}
      unread=${(direct?.unread ?? 0) > 0} badge=${direct?.unread ?? 0} onOpen=${() => go({ at: 'home' })} />
  </section>`
}
