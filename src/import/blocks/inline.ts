import type { Token } from 'markdown-it'
import type { Inline } from './block.ts'

export const plainInline = (text: string): Inline => ({
  text: tidy(text),
  rest: tidy(text),
  urls: [],
  codes: [],
})

const tidy = (text: string) =>
  text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()

/** The words of an inline token, without its markup. Lines that somebody set apart stay so by "\n". */
export function inlineOf(token: Token): Inline {
  const urls: string[] = []
  const hrefs: string[] = []
  const codes: string[] = []
  let depth = 0
  let lead: string | undefined
  let bold = ''
  let text = ''
  let rest = ''
  // What stands so far in this row of the source.
  let row = ''
  let begun = false
  const children = token.children ?? []
  for (const [at, one] of children.entries()) {
    if (one.type === 'strong_open' && depth++ === 0 && lead === undefined && !begun) lead = ''
    if (one.type === 'strong_close' && --depth === 0 && lead === '') lead = bold
    if (one.type === 'code_inline') codes.push(one.content.trim())
    if (one.type === 'link_open') hrefs.push(String(one.attrGet('href') ?? ''))
    const breaks = one.type === 'softbreak' && !wraps(row, children[at + 1])
    const words = one.type === 'link_close' ? address(hrefs.pop() ?? '', row, urls) : wordsOf(one, breaks)
    text += words
    begun ||= words.trim() !== ''
    row = one.type === 'softbreak' ? '' : row + words
    if (lead === '') bold += words
    else rest += words
  }
  const all = tidy(text)
  const jump = isJump(children) ? { jump: true } : {}
  if (lead === undefined || lead === '' || tidy(bold) === '')
    return { text: all, rest: all, urls, codes, ...jump }
  return {
    text: all,
    lead: tidy(bold).replace(/\s*:$/, ''),
    rest: tidy(rest.replace(/^\s*[:–—-]\s*/, '')),
    urls,
    codes,
  }
}

/** A full row goes on in the next, unless that begins something of its own. */
const wraps = (row: string, next: Token | undefined): boolean =>
  row.trim().length >= 50 &&
  !/[:;]\s*$/.test(row) &&
  next?.type !== 'strong_open' &&
  !/^\s*(?:[A-Z][\w ]{1,24}:\s|[-•*–]\s)/.test(next?.content ?? '')

function wordsOf({ type, content, children }: Token, breaks: boolean): string {
  if (type === 'hardbreak') return '\n'
  if (type === 'softbreak') return breaks ? '\n' : ' '
  if (type === 'image') return (children ?? []).map((one) => one.content).join('')
  if (type === 'html_inline') return /^<br\b/i.test(content) ? '\n' : placeholderOf(content)
  return content
}

/** `<pod-name>` is how runbooks write what has to be filled in, and reads as HTML. */
const placeholderOf = (tag: string): string =>
  /^<[a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)+>$/i.test(tag) ||
  /^<(?:name|pod|namespace|service|id|host)>$/i.test(tag)
    ? tag
    : ''

/** A link's address stands behind its words, where these are others. */
function address(href: string, row: string, urls: string[]): string {
  if (!/^https?:\/\//.test(href)) return ''
  urls.push(href)
  return row.endsWith(href) ? '' : ` (${href})`
}

/** `[Slow pages](#slow-pages)`, as tables of contents have them. */
function isJump(children: readonly Token[]): boolean {
  const [first, ...rest] = children.filter(({ type, content }) => type !== 'text' || content.trim() !== '')
  return (
    first?.type === 'link_open' &&
    rest.at(-1)?.type === 'link_close' &&
    String(first.attrGet('href') ?? '').startsWith('#') &&
    rest.filter(({ type }) => type === 'link_close').length === 1
  )
}
