import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageChannel } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { Avatar } from '../message/avatar.ts'
import { Choices } from '../overlay/choices.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { act } from '../state/act.ts'
import { writeTo } from '../state/go.ts'
import { useStore } from '../state/store.ts'

/** Who is here; who is not can be brought in, and one can leave. */
export function Members({ channel }: { channel: PageChannel }): VNode {
  const { anchor, open, toggle, close } = usePopover()
  const people = useStore((state) => state.world?.people ?? nobody)
  const here = (id: string) => channel.members.includes(id)
  const choices = [...people]
    .sort((a, b) => Number(here(b.id)) - Number(here(a.id)))
    .map((person) => ({
      key: person.id,
      words: `${person.realName} ${person.name}`,
      label: html`<span class="menu-entry"><${Avatar} person=${person} size="small" /> ${person.realName || person.name}</span>`,
      note: here(person.id) ? person.title || (person.isBot ? 'app' : '') : 'bring in',
      group: here(person.id) ? 'Here' : 'Not here',
    }))
  const pick = (id: string) => {
    close()
    if (here(id)) void writeTo(id)
    else void act({ act: 'invite', channel: channel.id, user: id })
  }
  const leave = () => {
    close()
    void act({ act: 'leave', channel: channel.id })
  }
  return html`<button ref=${anchor} type="button" class="bar-button" aria-expanded=${open} title="Members"
      aria-label="${channel.members.length} members" onClick=${toggle}>${icon('people')}<span>${channel.members.length}</span></button>
    ${
      open &&
      html`<${Popover} anchor=${anchor} label="Members" onClose=${close}>
        <${Choices} label="Members" choices=${choices} onPick=${pick} />
        ${channel.member && html`<div class="popover-foot"><button type="button" class="link-button" onClick=${leave}>Leave #${channel.name}</button></div>`}
      <//>`
    }`
}

const nobody: never[] = []
