import type { AlertBlock, ContextBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Picture } from '../elements/picture.ts'
import { Text } from '../text/text.ts'

export function ContextPart({ block }: { block: ContextBlock }): VNode {
  return html`<div class="block context">
    ${block.elements.map((element) =>
      element.type === 'image' ? html`<${Picture} of=${element} />` : html`<${Text} of=${element} />`,
    )}
  </div>`
}

export function AlertPart({ block }: { block: AlertBlock }): VNode {
  return html`<div class="block alert ${block.level ?? 'default'}" role="note"><${Text} of=${block.text} /></div>`
}
