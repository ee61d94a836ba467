import type { Inline } from './ast.ts'
import { isSafeUrl } from './ast.ts'

type Rule = { find: RegExp; make: (match: RegExpExecArray) => Inline | undefined }

const text = (value: string): Inline => ({ kind: 'text', text: value })
const style =
  (kind: 'bold' | 'italic' | 'strike') =>
  (match: RegExpExecArray): Inline => ({ kind, inside: parseMarkdownInline(match[1] ?? '') })

const link = (url: string, label: string): Inline | undefined =>
  isSafeUrl(url) ? { kind: 'link', url, inside: parseMarkdownInline(label) } : undefined

/** Tried in this order at each place; the first that fits wins. */
const rules: Rule[] = [
  { find: /\\([\\`*_{}[\]()#+\-.!~|<>])/y, make: (match) => text(match[1] ?? '') },
  {
    find: /``(.+?)``|`([^`]+)`/y,
    make: (match) => ({ kind: 'code', text: (match[1] ?? match[2] ?? '').trim() }),
  },
  { find: /!\[([^\]]*)\]\(([^)\s]+)\)/y, make: (match) => link(match[2] ?? '', match[1] || 'picture') },
  {
    find: /\[([^\]]+)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/y,
    make: (match) => link(match[2] ?? '', match[1] ?? ''),
  },
  { find: /<@(\w+)>/y, make: (match) => ({ kind: 'user', id: match[1] ?? '', label: '' }) },
  { find: /<#(\w+)>/y, make: (match) => ({ kind: 'channel', id: match[1] ?? '', label: '' }) },
  {
    find: /<?(https?:\/\/[^\s<>)]*[^\s<>).,;:!?])>?/y,
    make: (match) => ({ kind: 'link', url: match[1] ?? '', inside: [text(match[1] ?? '')] }),
  },
  { find: /\*\*(?!\s)(.+?)(?<!\s)\*\*/y, make: style('bold') },
  { find: /__(?!\s)(.+?)(?<!\s)__/y, make: style('bold') },
  { find: /~~(?!\s)(.+?)(?<!\s)~~/y, make: style('strike') },
  { find: /\*(?![\s*])(.+?)(?<![\s*])\*/y, make: style('italic') },
  { find: /(?<![\p{L}\p{N}])_(?![\s_])(.+?)(?<![\s_])_(?![\p{L}\p{N}])/uy, make: style('italic') },
  { find: /:([a-z0-9_+-]+):/y, make: (match) => ({ kind: 'emoji', name: match[1] ?? '', tone: '' }) },
]

function readRule(source: string, at: number): { inline: Inline; end: number } | undefined {
  for (const { find, make } of rules) {
    find.lastIndex = at
    const match = find.exec(source)
    const inline = match && make(match)
    if (match && inline) return { inline, end: at + match[0].length }
  }
  return undefined
}

/** Standard Markdown within a line or paragraph, as in Slack's `markdown` block. */
export function parseMarkdownInline(source: string): Inline[] {
  const found: Inline[] = []
  let plain = ''
  for (let at = 0; at < source.length; ) {
    const next = readRule(source, at)
    if (next) {
      if (plain) found.push(text(plain))
      plain = ''
      found.push(next.inline)
      at = next.end
    } else {
      plain += source.charAt(at)
      at += 1
    }
  }
  return plain ? [...found, text(plain)] : found
}
