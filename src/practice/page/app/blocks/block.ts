import type { AnyBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { isKnown } from '../elements/values.ts'
import { drawText } from '../text/draw.ts'
import { parseMarkdown } from '../text/markdown.ts'
import { parseRichText } from '../text/rich-text.ts'
import { plain } from '../text/text.ts'
import { ActionsPart } from './actions.ts'
import { AlertPart, ContextPart } from './context.ts'
import { ContextActionsPart } from './context-actions.ts'
import { FilePart, ImagePart } from './image.ts'
import { InputPart } from './input.ts'
import { SectionPart } from './section.ts'
import { TablePart } from './table.ts'

const unknown = (type: string): VNode =>
  html`<div class="block unknown">A block this page cannot show yet (${type})</div>`

/** Draws one block. A kind it does not know is said, not dropped: an empty place would hide a mistake. */
export function drawBlock(block: AnyBlock, id: string): VNode {
  if (!isKnown(block)) return unknown(block.type)
  switch (block.type) {
    case 'header':
      return html`<h3 key=${id} class="block header">${plain(block.text)}</h3>`
    case 'divider':
      return html`<hr key=${id} class="block" />`
    case 'section':
      return html`<${SectionPart} key=${id} block=${block} id=${id} />`
    case 'context':
      return html`<${ContextPart} key=${id} block=${block} />`
    case 'alert':
      return html`<${AlertPart} key=${id} block=${block} />`
    case 'actions':
      return html`<${ActionsPart} key=${id} block=${block} id=${id} />`
    case 'context_actions':
      return html`<${ContextActionsPart} key=${id} block=${block} id=${id} />`
    case 'image':
      return html`<${ImagePart} key=${id} block=${block} />`
    case 'input':
      return html`<${InputPart} key=${id} block=${block} id=${id} />`
    case 'rich_text':
      return html`<div key=${id} class="block text">${drawText(parseRichText(block))}</div>`
    case 'markdown':
      return html`<div key=${id} class="block text markdown">${drawText(parseMarkdown(block.text))}</div>`
    case 'table':
      return html`<${TablePart} key=${id} rows=${block.rows} settings=${block.column_settings} />`
    case 'data_table':
      return html`<${TablePart} key=${id} rows=${block.rows} caption=${block.caption} />`
    case 'file':
      return html`<${FilePart} key=${id} block=${block} />`
    default:
      return unknown(block.type)
  }
}
