import { parseAngle } from './angle.ts'
import type { Inline } from './ast.ts'
import { decodeEntities } from './ast.ts'

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const
const isMarker = (char: string): char is keyof typeof styles => char in styles
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char)
const emoji = /:([a-z0-9_+'-]+)(?:::skin-tone-([2-6]))?:/y

type Found = { inline: Inline; end: number }

/** Skips what styles cannot reach into, so that a `*` in a link or in code closes nothing. */
function jump(text: string, at: number): number {
  const close = text[at] === '<' ? '>' : text[at] === '`' ? '`' : undefined
  const end = close ? text.indexOf(close, at + 1) : -1
  return end < 0 || text.slice(at, end).includes('\n') ? at : end
}

function closing(text: string, from: number, marker: string): number {
  for (let at = from; at < text.length && text[at] !== '\n'; at = jump(text, at) + 1)
    if (text[at] === marker && at > from && !isSpace(text[at - 1]) && !isWord(text[at + 1])) return at
  return -1
}

/** Where each marker is known to close nothing more on its line, so that no line is searched twice in vain. */
type Closed = Map<string, number>

function styled(text: string, at: number, marker: keyof typeof styles, closed: Closed): Found | undefined {
  if (isWord(text[at - 1]) || isSpace(text[at + 1]) || text[at + 1] === marker) return undefined
  if (at < (closed.get(marker) ?? 0)) return undefined
  const end = closing(text, at + 1, marker)
  if (end < 0) {
    const lineEnd = text.indexOf('\n', at)
    closed.set(marker, lineEnd < 0 ? text.length : lineEnd)
    return undefined
  }
  return { inline: { kind: styles[marker], inside: parseInline(text.slice(at + 1, end)) }, end: end + 1 }
}

function code(text: string, at: number): Found | undefined {
  const [whole, inside] = /^`([^`\n]+)`/.exec(text.slice(at)) ?? []
  return whole && inside
    ? { inline: { kind: 'code', text: decodeEntities(inside) }, end: at + whole.length }
    : undefined
}

function angle(text: string, at: number): Found | undefined {
  const end = text.indexOf('>', at)
  const inline = end < 0 ? undefined : parseAngle(text.slice(at + 1, end))
  return inline && { inline, end: end + 1 }
}

function picture(text: string, at: number): Found | undefined {
  emoji.lastIndex = at
  const [whole, name, tone = ''] = emoji.exec(text) ?? []
  return whole && name ? { inline: { kind: 'emoji', name, tone }, end: at + whole.length } : undefined
}

function special(text: string, at: number, char: string, closed: Closed): Found | undefined {
  if (char === '<') return angle(text, at)
  if (char === '`') return code(text, at)
  if (char === ':') return picture(text, at)
  return isMarker(char) ? styled(text, at, char, closed) : undefined
}

/** Parses a run of mrkdwn. Whatever it cannot read stays text, so nothing is ever lost. */
export function parseInline(text: string): Inline[] {
  const found: Inline[] = []
  const closed: Closed = new Map()
  let plain = 0
  let at = 0
  const flush = () => {
    if (at > plain) found.push({ kind: 'text', text: decodeEntities(text.slice(plain, at)) })
  }
  while (at < text.length) {
    const next = special(text, at, text.charAt(at), closed)
    if (next) {
      flush()
      found.push(next.inline)
      plain = next.end
      at = next.end
    } else at += 1
  }
  flush()
  return found
}

/** `plain_text`: nothing but emoji names means anything. */
export function parsePlain(text: string, withEmoji = true): Inline[] {
  if (!withEmoji) return [{ kind: 'text', text: decodeEntities(text) }]
  const parts = text.split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/)
  return parts
    .filter((part) => part !== '')
    .map((part) => picture(part, 0)?.inline ?? { kind: 'text', text: decodeEntities(part) })
}
