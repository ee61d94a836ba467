import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { ButtonElement } from './button.ts'
import { FileInputElement } from './file-input.ts'
import { MomentElement } from './moment.ts'
import { OverflowElement } from './overflow.ts'
import { Picture } from './picture.ts'
import { SelectElement } from './select.ts'
import type { Slot } from './surface.ts'
import { TicksElement } from './ticks.ts'
import { TypingElement } from './typing.ts'
import type { PageElement } from './values.ts'

/** Draws one interactive element; one this page does not know says so in sight. */
export function Element({ element, slot }: { element: PageElement; slot: Slot }): VNode {
  switch (element.type) {
    case 'button':
      return html`<${ButtonElement} element=${element} slot=${slot} />`
    case 'image':
      return html`<${Picture} of=${element} />`
    case 'overflow':
      return html`<${OverflowElement} element=${element} slot=${slot} />`
    case 'checkboxes':
    case 'radio_buttons':
      return html`<${TicksElement} element=${element} slot=${slot} />`
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return html`<${MomentElement} element=${element} slot=${slot} />`
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return html`<${TypingElement} element=${element} slot=${slot} />`
    case 'file_input':
      return html`<${FileInputElement} element=${element} slot=${slot} />`
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return html`<${SelectElement} element=${element} slot=${slot} />`
    default:
      return html`<span class="unknown">An element this page cannot show yet (${element.type})</span>`
  }
}
