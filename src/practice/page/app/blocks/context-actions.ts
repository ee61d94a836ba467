import type { ContextActionsBlock, FeedbackButtons, IconButton } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Slot } from '../elements/surface.ts'
import { useTouch } from '../elements/surface.ts'
import { icon } from '../icons.ts'
import { useStore } from '../state/store.ts'
import { plain } from '../text/text.ts'

function Feedback({ element, slot }: { element: FeedbackButtons; slot: Slot }): VNode {
  const { click, waiting } = useTouch(element, slot)
  const choices = [element.positive_button, element.negative_button]
  return html`${choices.map(
    ({
      text,
      value,
      accessibility_label,
    }) => html`<button type="button" class="button quiet ${waiting ? 'waiting' : ''}"
      aria-label=${accessibility_label} onClick=${() => void click({ text, value })}>${plain(text)}</button>`,
  )}`
}

function Icon({ element, slot }: { element: IconButton; slot: Slot }): VNode | null {
  const { click, waiting } = useTouch(element, slot)
  const me = useStore((state) => state.as)
  const { text, value, visible_to_user_ids: only } = element
  if (only && !only.includes(me)) return null
  return html`<button type="button" class="button quiet ${waiting ? 'waiting' : ''}" aria-label=${element.accessibility_label}
    onClick=${() => void click({ text, ...(value !== undefined && { value }) })}>
    ${element.icon === 'trash' && icon('trash')} ${plain(text)}</button>`
}

export function ContextActionsPart({ block, id }: { block: ContextActionsBlock; id: string }): VNode {
  const slot = { blockId: id, dispatches: true }
  return html`<div class="block actions small">
    ${block.elements.map((element) =>
      element.type === 'feedback_buttons'
        ? html`<${Feedback} element=${element} slot=${slot} />`
        : html`<${Icon} element=${element} slot=${slot} />`,
    )}
  </div>`
}
