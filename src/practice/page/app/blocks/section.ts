import type { SectionBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Element } from '../elements/element.ts'
import { Text } from '../text/text.ts'

export function SectionPart({ block, id }: { block: SectionBlock; id: string }): VNode {
  const { text, fields, accessory } = block
  const picture = accessory?.type === 'image'
  return html`<div class="block section">
    <div class="section-words">
      ${text && html`<${Text} of=${text} />`}
      ${fields && html`<div class="fields">${fields.map((field) => html`<${Text} of=${field} />`)}</div>`}
    </div>
    ${
      accessory &&
      html`<div class="accessory ${picture ? 'thumb' : ''}">
        <${Element} element=${accessory} slot=${{ blockId: id, dispatches: true }} />
      </div>`
    }
  </div>`
}
