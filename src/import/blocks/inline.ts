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

/** The words of an inline token, without its markup. Lines stay apart by "\n". */
export function inlineOf(token: Token): Inline {
  const urls: string[] = []
  const hrefs: string[] = []
  const codes: string[] = []
  let depth = 0
  let lead: string | undefined
  let bold = ''
  let text = ''
  let rest = ''
  for (const one of token.children ?? []) {
    if (one.type === 'strong_open' && depth++ === 0 && lead === undefined && text.trim() === '') lead = ''
    if (one.type === 'strong_close' && --depth === 0 && lead === '') lead = bold
    if (one.type === 'code_inline') codes.push(one.content.trim())
    if (one.type === 'link_open') hrefs.push(String(one.attrGet('href') ?? ''))
    const words = one.type === 'link_close' ? address(hrefs.pop() ?? '', text, urls) : wordsOf(one)
    text += words
    if (lead === '') bold += words
    else rest += words
  }
  const all = tidy(text)
  if (lead === undefined || lead === '' || tidy(bold) === '') return { text: all, rest: all, urls, codes }
  return {
    text: all,
    lead: tidy(bold).replace(/\s*:$/, ''),
    rest: tidy(rest.replace(/^\s*[:–—-]\s*/, '')),
    urls,
    codes,
  }
}

function wordsOf({ type, content, children }: Token): string {
  if (type === 'softbreak' || type === 'hardbreak') return '\n'
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
function address(href: string, text: string, urls: string[]): string {
  if (!/^https?:\/\//.test(href)) return ''
  urls.push(href)
  return text.endsWith(href) ? '' : ` (${href})`
}
