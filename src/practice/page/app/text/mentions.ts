import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { go, writeTo } from '../state/go.ts'
import { channelIn, channelTitle, personIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'

type Named = { id: string; label: string }

export function PersonName({ id, label }: Named): VNode {
  const person = useStore(({ world }) => personIn(world, id))
  const me = useStore((state) => state.as === id)
  const name = person ? person.realName || person.name : label || id
  const write = () => void writeTo(id)
  const looks = me ? 'mention me' : 'mention'
  if (!person || me) return html`<span class=${looks}>@${name}</span>`
  return html`<button type="button" class=${looks} title=${person.title} onClick=${write}>@${name}</button>`
}

export function ChannelName({ id, label }: Named): VNode {
  const channel = useStore(({ world }) => channelIn(world, id))
  const title = useStore(({ world }) => (channel ? channelTitle(world, channel) : label))
  if (!channel) return html`<span class="mention">#${label || 'private channel'}</span>`
  const open = () => go({ at: 'channel', id })
  return html`<button type="button" class="mention" onClick=${open}>#${title}</button>`
}

export const GroupName = ({ id, label }: Named): VNode =>
  html`<span class="mention">${label ? label.replace(/^@?/, '@') : `@${id}`}</span>`

export const Broadcast = ({ range }: { range: string }): VNode =>
  html`<span class="mention me">@${range}</span>`
