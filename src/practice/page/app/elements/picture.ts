import type { SlackFileImageObject, UrlImageObject } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { isSafeUrl } from '../text/ast.ts'

type Shown = { alt_text: string } & (UrlImageObject | SlackFileImageObject)

function address(image: Shown): string {
  if ('image_url' in image) return image.image_url
  return 'url' in image.slack_file ? image.slack_file.url : ''
}

/** The page loads nothing from elsewhere: a foreign picture is a link to itself. */
export function Picture({ of: image }: { of: Shown }): VNode {
  const url = address(image)
  const own = url.startsWith(location.origin) || url.startsWith('/') || url.startsWith('data:image/')
  if (own) return html`<img class="picture" src=${url} alt=${image.alt_text} loading="lazy" />`
  if (!isSafeUrl(url)) return html`<span class="unknown">Picture: ${image.alt_text}</span>`
  return html`<a class="picture-link" href=${url} target="_blank" rel="noopener noreferrer">${image.alt_text || 'Picture'}</a>`
}
