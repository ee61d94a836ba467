import type { RawNumberElement, RawTextElement, RichTextBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { drawText } from '../text/draw.ts'
import { parseRichText } from '../text/rich-text.ts'

type Cell = RawTextElement | RawNumberElement | RichTextBlock
type Column = { align?: 'left' | 'center' | 'right'; is_wrapped?: boolean } | null
type Props = { rows: Cell[][]; settings?: Column[]; caption?: string }

const drawCell = (cell: Cell): VNode | VNode[] | string =>
  cell.type === 'rich_text' ? drawText(parseRichText(cell)) : cell.text

export function TablePart({ rows, settings = [], caption }: Props): VNode {
  const [head = [], ...body] = rows
  const looks = (at: number) =>
    `to-${settings[at]?.align ?? 'left'} ${settings[at]?.is_wrapped ? 'wraps' : ''}`
  return html`<div class="block table-frame text" tabindex="0" role="region" aria-label=${caption ?? 'Table'}>
    <table>
      ${caption && html`<caption>${caption}</caption>`}
      <thead><tr>${head.map((cell, at) => html`<th class=${looks(at)}>${drawCell(cell)}</th>`)}</tr></thead>
      <tbody>${body.map((row) => html`<tr>${row.map((cell, at) => html`<td class=${looks(at)}>${drawCell(cell)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`
}
