import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Inline, ListItem, TextBlock } from './ast.ts'
import { exact, slackDate } from './dates.ts'
import { emojiCharacter } from './emoji.ts'
import { Broadcast, ChannelName, GroupName, PersonName } from './mentions.ts'

function drawEmoji(name: string, tone: string): VNode | string {
  const picture = emojiCharacter(name, tone)
  if (!picture) return `:${name}:`
  return html`<span class="emoji" role="img" aria-label=${name.replaceAll('_', ' ')} title=":${name}:">${picture}</span>`
}

function drawLink(url: string, inside: unknown): VNode {
  const own = url.startsWith('/') || url.startsWith('#') || url.startsWith(`${location.origin}/#`)
  if (own) return html`<a href=${url}>${inside}</a>`
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${inside}</a>`
}

function drawDate(at: number, format: string, url: string): VNode {
  const shown = html`<time datetime=${new Date(at * 1000).toISOString()} title=${exact(at)}>${slackDate(at, format)}</time>`
  return url ? drawLink(url, shown) : shown
}

function drawInline(inline: Inline): VNode | string {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'bold':
      return html`<strong>${drawInlines(inline.inside)}</strong>`
    case 'italic':
      return html`<em>${drawInlines(inline.inside)}</em>`
    case 'strike':
      return html`<s>${drawInlines(inline.inside)}</s>`
    case 'underline':
      return html`<u>${drawInlines(inline.inside)}</u>`
    case 'code':
      return html`<code>${inline.text}</code>`
    case 'link':
      return drawLink(inline.url, drawInlines(inline.inside))
    case 'user':
      return html`<${PersonName} id=${inline.id} label=${inline.label} />`
    case 'channel':
      return html`<${ChannelName} id=${inline.id} label=${inline.label} />`
    case 'group':
      return html`<${GroupName} id=${inline.id} label=${inline.label} />`
    case 'broadcast':
      return html`<${Broadcast} range=${inline.range} />`
    case 'date':
      return drawDate(inline.at, inline.format, inline.url)
    case 'emoji':
      return drawEmoji(inline.name, inline.tone)
    case 'color':
      return html`<span class="swatch" style=${{ '--swatch': inline.value }}>${inline.value}</span>`
  }
}

export const drawInlines = (inlines: Inline[]): (VNode | string)[] => inlines.map(drawInline)

function drawItem({ inside, checked }: ListItem): VNode {
  if (checked === undefined) return html`<li>${drawText(inside)}</li>`
  const mark = html`<input type="checkbox" checked=${checked} disabled aria-label=${checked ? 'done' : 'open'} />`
  return html`<li class="task">${mark}<div>${drawText(inside)}</div></li>`
}

function drawTable({ align, head, rows }: Extract<TextBlock, { kind: 'table' }>): VNode {
  const side = (column: number) => `to-${align[column] ?? 'left'}`
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Table"><table>
    <thead><tr>${head.map((cell, at) => html`<th class=${side(at)}>${drawInlines(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr>${row.map((cell, at) => html`<td class=${side(at)}>${drawInlines(cell)}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`
}

function drawBlock(block: TextBlock): VNode {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${drawInlines(block.inside)}</p>`
    case 'heading':
      return html`<p class="heading heading-${block.level}" role="heading" aria-level=${block.level + 2}>
        ${drawInlines(block.inside)}</p>`
    case 'quote':
      return html`<blockquote>${drawText(block.inside)}</blockquote>`
    case 'pre':
      return html`<pre tabindex="0">${block.text}</pre>`
    case 'list': {
      const items = block.items.map(drawItem)
      return block.ordered
        ? html`<ol class="indent-${block.indent}" start=${block.start}>${items}</ol>`
        : html`<ul class="indent-${block.indent}">${items}</ul>`
    }
    case 'rule':
      return html`<hr />`
    case 'table':
      return drawTable(block)
  }
}

/** Parsed text as elements. Text stays text: nothing a person wrote can become markup of the page. */
export const drawText = (blocks: TextBlock[]): VNode[] => blocks.map(drawBlock)
