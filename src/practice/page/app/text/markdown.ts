import type { ListItem, TextBlock } from './ast.ts'
import { parseMarkdownInline } from './markdown-inline.ts'

const fence = /^(\s*)(```|~~~)/
const heading = /^(#{1,6})\s+(.*?)\s*#*$/
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/
const quote = /^>\s?/
const item = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

/** Reads one block off the front of `lines`; what it used is gone afterwards. */
type Reader = (lines: string[], depth: number) => TextBlock | undefined

/** Deeper than anybody writes; beyond it quotes and lists are plain lines. */
const deepest = 6

function takeWhile(lines: string[], fits: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !fits(line))
  return lines.splice(0, end < 0 ? lines.length : end)
}

const readFence: Reader = (lines) => {
  const mark = fence.exec(lines[0] ?? '')?.[2]
  if (!mark) return undefined
  lines.shift()
  const inside = takeWhile(lines, (line) => !line.trim().startsWith(mark))
  lines.shift()
  return { kind: 'pre', text: inside.join('\n') }
}

const readHeading: Reader = (lines) => {
  const [, marks, title] = heading.exec(lines[0] ?? '') ?? []
  if (!marks || title === undefined) return undefined
  lines.shift()
  return { kind: 'heading', level: marks.length, inside: parseMarkdownInline(title) }
}

const readRule: Reader = (lines) => {
  if (!rule.test(lines[0] ?? '')) return undefined
  lines.shift()
  return { kind: 'rule' }
}

const readQuote: Reader = (lines, depth) => {
  if (!quote.test(lines[0] ?? '')) return undefined
  const inside = takeWhile(lines, (line) => quote.test(line)).map((line) => line.replace(quote, ''))
  return { kind: 'quote', inside: parseAt(inside.join('\n'), depth + 1) }
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, '|'))
}

const readTable: Reader = (lines) => {
  const [head = '', under = ''] = lines
  if (!head.includes('|') || !tableRule.test(under)) return undefined
  lines.splice(0, 2)
  const align = cells(under).map((cell) =>
    cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'right') : 'left',
  )
  const rows = takeWhile(lines, (line) => line.includes('|')).map((row) =>
    cells(row).map(parseMarkdownInline),
  )
  return { kind: 'table', align, head: cells(head).map(parseMarkdownInline), rows }
}

function readItem(lines: string[], indent: number, depth: number): ListItem {
  const first = item.exec(lines.shift() ?? '')?.[3] ?? ''
  const [, mark, rest = first] = /^\[([ xX])\]\s+(.*)$/.exec(first) ?? []
  const more = takeWhile(
    lines,
    (line) => line.trim() !== '' && line.length - line.trimStart().length > indent,
  )
  const inside = parseAt([rest, ...more.map((line) => line.slice(indent + 2))].join('\n'), depth + 1)
  return mark === undefined ? { inside } : { inside, checked: mark !== ' ' }
}

const readList: Reader = (lines, depth) => {
  const [, space, number] = item.exec(lines[0] ?? '') ?? []
  if (space === undefined) return undefined
  const items: ListItem[] = []
  const belongs = (line: string | undefined) => {
    const next = item.exec(line ?? '')
    return next !== null && next[1] === space && (next[2] === undefined) === (number === undefined)
  }
  while (belongs(lines[0])) {
    items.push(readItem(lines, space.length, depth))
    if (lines[0]?.trim() === '' && belongs(lines[1])) lines.shift()
  }
  return { kind: 'list', ordered: number !== undefined, start: Number(number ?? 1), indent: 0, items }
}

const readers = [readFence, readHeading, readRule, readQuote, readTable, readList]
const begins = (line: string) => [fence, heading, rule, quote, item].some((mark) => mark.test(line))

function readParagraph(lines: string[]): TextBlock {
  const first = lines.shift() ?? ''
  const rest = takeWhile(lines, (line) => line.trim() !== '' && !begins(line))
  return { kind: 'paragraph', inside: parseMarkdownInline([first, ...rest].join('\n')) }
}

function parseAt(source: string, depth: number): TextBlock[] {
  const lines = source.split('\n')
  const allowed = depth < deepest ? readers : []
  const found: TextBlock[] = []
  while (lines.length > 0) {
    if (lines[0]?.trim() === '') {
      lines.shift()
      continue
    }
    const block = allowed.reduce<TextBlock | undefined>((done, read) => done ?? read(lines, depth), undefined)
    found.push(block ?? readParagraph(lines))
  }
  return found
}

/** Parses the standard Markdown of a `markdown` block. Pure. */
export const parseMarkdown = (source: string): TextBlock[] => parseAt(source.replaceAll('\r\n', '\n'), 0)
