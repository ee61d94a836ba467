import type { ActionsBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Element } from '../elements/element.ts'

export function ActionsPart({ block, id }: { block: ActionsBlock; id: string }): VNode {
  const slot = { blockId: id, dispatches: true }
  return html`<div class="block actions">
    ${block.elements.map((element) => html`<${Element} element=${element} slot=${slot} />`)}
  </div>`
}
