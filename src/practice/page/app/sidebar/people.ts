import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Avatar } from '../message/avatar.ts'
import { become } from '../state/live.ts'
import { humans } from '../state/select.ts'
import { useStore } from '../state/store.ts'

/** Who one is, and a click to be somebody else. Always in sight: practice needs a second person. */
export function People(): VNode {
  const world = useStore((state) => state.world)
  const as = useStore((state) => state.as)
  return html`<nav class="people" aria-label="Be somebody">
    ${humans(world).map((person) => {
      const me = person.id === as
      const waiting = me ? 0 : (world?.attention?.[person.id] ?? 0)
      const name = person.realName || person.name
      const says = `${me ? 'You are' : 'Be'} ${name}${person.title ? `, ${person.title}` : ''}${waiting > 0 ? `, ${waiting} waiting` : ''}`
      return html`<button type="button" key=${person.id} class="person ${me ? 'me' : ''}" aria-pressed=${me} aria-label=${says}
        title=${says} data-person=${person.id} onClick=${() => !me && become(person.id)}>
        <${Avatar} person=${person} size="large" />
        <span class="person-name">${name.split(' ')[0]}</span>
        ${waiting > 0 && html`<span class="badge">${waiting}</span>`}
      </button>`
    })}
  </nav>`
}
