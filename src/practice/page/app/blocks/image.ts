import type { FileBlock, ImageBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Picture } from '../elements/picture.ts'
import { icon } from '../icons.ts'
import { plain } from '../text/text.ts'

export function ImagePart({ block }: { block: ImageBlock }): VNode {
  return html`<figure class="block image">
    ${block.title && html`<figcaption>${plain(block.title)}</figcaption>`}
    <${Picture} of=${block} />
  </figure>`
}

export function FilePart({ block }: { block: FileBlock }): VNode {
  return html`<div class="block file-card">${icon('clip')}<span>${block.external_id}</span></div>`
}
