import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageMessage } from '../../protocol.ts'
import { act } from '../state/act.ts'
import { personIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import { emojiCharacter } from '../text/emoji.ts'

/** Adds the reaction, or takes it back where this person already gave it. */
export function react({ channel, ts, reactions }: PageMessage, name: string, me: string): void {
  const given = reactions.some((one) => one.name === name && one.users.includes(me))
  void act({ act: 'react', channel, ts, name, on: !given })
}

export function Reactions({ message }: { message: PageMessage }): VNode | null {
  const me = useStore((state) => state.as)
  const world = useStore((state) => state.world)
  if (message.reactions.length === 0) return null
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users }) => {
      const mine = users.includes(me)
      const who = users.map((id) => personIn(world, id)?.realName ?? id).join(', ')
      return html`<button type="button" key=${name} class="reaction ${mine ? 'mine' : ''}" aria-pressed=${mine}
        title="${who} reacted with :${name}:" aria-label="${name.replaceAll('_', ' ')}, ${users.length}"
        onClick=${() => react(message, name, me)}>
        <span class="emoji">${emojiCharacter(name) ?? `:${name}:`}</span> ${users.length}</button>`
    })}
  </div>`
}
