import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { Avatar } from '../message/avatar.ts'
import { go, writeTo } from '../state/go.ts'
import { humans } from '../state/select.ts'
import { change, useStore } from '../state/store.ts'
import type { Choice } from './choices.ts'
import { Choices } from './choices.ts'
import { Dialog } from './dialog.ts'

const close = () => change((state) => ({ ...state, panel: undefined }))

/** Ctrl+K: to any channel or person by a few letters. */
export function Switcher(): VNode {
  const world = useStore((state) => state.world)
  const rooms = (world?.channels ?? []).filter((channel) => channel.kind !== 'im' && !channel.archived)
  const sorted = rooms.sort(
    (a, b) => b.mentions - a.mentions || b.unread - a.unread || Number(b.member) - Number(a.member),
  )
  const choices: Choice[] = [
    ...sorted.map((channel) => ({
      key: channel.id,
      words: channel.name,
      label: html`<span class="menu-entry">${icon(channel.kind === 'private' ? 'lock' : 'hash')} ${channel.name}</span>`,
      note: channel.unread > 0 ? `${channel.unread} unread` : channel.topic,
    })),
    ...humans(world)
      .filter((person) => person.id !== world?.me)
      .map((person) => ({
        key: `@${person.id}`,
        words: `${person.realName} ${person.name}`,
        label: html`<span class="menu-entry"><${Avatar} person=${person} size="small" /> ${person.realName || person.name}</span>`,
        note: person.title,
      })),
    { key: 'home', words: 'home app', label: html`<span class="menu-entry">${icon('home')} Home</span>` },
  ]
  const pick = (key: string) => {
    close()
    if (key === 'home') go({ at: 'home' })
    else if (key.startsWith('@')) void writeTo(key.slice(1))
    else go({ at: 'channel', id: key })
  }
  return html`<${Dialog} label="Go to" looks="switcher" onClose=${close}>
    <${Choices} label="Go to a channel or person" placeholder="Go to a channel or person" choices=${choices} onPick=${pick} searchable />
  <//>`
}
