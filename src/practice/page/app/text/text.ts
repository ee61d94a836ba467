import type { TextObject } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { drawInlines, drawText } from './draw.ts'
import { parseMrkdwn } from './mrkdwn.ts'
import { parsePlain } from './mrkdwn-inline.ts'

/** A text object of Block Kit, on one line or several as it was written. */
export function Text({ of }: { of: TextObject }): VNode {
  if (of.type === 'mrkdwn') return html`<div class="text">${drawText(parseMrkdwn(of.text))}</div>`
  return html`<div class="text"><p>${plain(of)}</p></div>`
}

/** `plain_text` within something else: a label, a button, a title. */
export function plain(of: { text: string; emoji?: boolean } | undefined): (VNode | string)[] {
  return of ? drawInlines(parsePlain(of.text, of.emoji ?? true)) : []
}
