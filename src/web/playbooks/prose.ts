import { html } from 'hono/html'
import { isolated, oneLine, shortened } from '../../domain/postmortem/literal.ts'
import type { Html } from '../layout.ts'

/** Answers where a playbook is read, for the id or the last part of an id; undefined when there is none. */
export type Leads = (name: string) => string | undefined

const longest = 4000
const pieces = /(`[^`\n]+`|\/incident run [a-z0-9/-]+)/

/** Somebody's words, line by line: what stands in backticks is code, and a playbook that is named is led to. */
export const prose = (text: string, leads: Leads): Html =>
  html`${text
    .trim()
    .split('\n')
    .map((line) => html`<span class="line">${lineOf(line, leads)}</span>`)}`

/** Paragraphs: within one, lines end where the page does, not where the file's do. */
export const paragraphs = (text: string, leads: Leads): Html =>
  prose(text.trim().replace(/(?<!\n)\n(?!\n)/g, ' '), leads)

const lineOf = (line: string, leads: Leads): Html =>
  html`${shortened(oneLine(line), longest)
    .split(pieces)
    .map((piece) => (pieces.test(piece) ? special(piece, leads) : isolated(piece)))}`

function special(piece: string, leads: Leads): Html {
  const words = piece.startsWith('`') ? piece.slice(1, -1) : piece
  const named = /^\/incident run ([a-z0-9/-]+)$/.exec(words)?.[1]
  const address = named && leads(named)
  return address ? html`<a href="${address}"><code>${words}</code></a>` : html`<code>${words}</code>`
}
