import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageMessage } from '../../protocol.ts'
import { Blocks } from '../blocks/blocks.ts'
import { icon } from '../icons.ts'
import { drawText } from '../text/draw.ts'
import { parseMrkdwn } from '../text/mrkdwn.ts'

const kilobytes = (size: number) => (size < 1024 ? `${size} B` : `${Math.round(size / 1024)} kB`)

function Files({ files }: { files: NonNullable<PageMessage['files']> }): VNode {
  return html`<div class="files">${files.map(({ id, url, title, name, size, mimetype }) =>
    mimetype.startsWith('image/')
      ? html`<a key=${id} href=${url} target="_blank" rel="noopener"><img class="picture" src=${url} alt=${title || name} /></a>`
      : html`<a key=${id} class="file-card" href=${url} target="_blank" rel="noopener" download=${name}>
          ${icon('clip')}<span>${title || name}</span><small>${kilobytes(size)}</small></a>`,
  )}</div>`
}

const onlyPictures = /^(?:\s*:[a-z0-9_+-]+:){1,6}\s*$/

/** What a message says: its blocks, or its text where it has none. As in Slack, only text says that it was edited. */
export function MessageBody({ message }: { message: PageMessage }): VNode {
  const { blocks, text, files, edited } = message
  const place = { channel: message.channel, ts: message.ts }
  const big = onlyPictures.test(text) ? 'big' : ''
  const words = html`<div class="text ${big}">${drawText(parseMrkdwn(text))}</div>`
  return html`<div class="message-body">
    ${blocks.length > 0 ? html`<${Blocks} blocks=${blocks} place=${place} />` : text && words}
    ${files && files.length > 0 && html`<${Files} files=${files} />`}
    ${edited && blocks.length === 0 && html`<span class="edited">(edited)</span>`}
  </div>`
}
