import type { Block, Item, Row } from './block.ts'
import { plainInline } from './inline.ts'

const entities: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  apos: "'",
  nbsp: ' ',
}

const bare = (html: string): string =>
  html
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()

/** A block of HTML: its tables, and line by line what else it holds. */
export function htmlBlocks(rows: readonly Row[]): Block[] {
  const from = rows.findIndex(({ text }) => /<table\b/i.test(text))
  const to = rows.findIndex(({ text }, at) => at >= from && /<\/table>/i.test(text))
  const comment = rows.slice(0, from + 1).some(({ text }) => text.includes('<!--'))
  const table = from >= 0 && to >= 0 && !comment ? htmlTable(rows.slice(from, to + 1)) : undefined
  if (table) return [...linesAsBlocks(rows.slice(0, from)), table, ...htmlBlocks(rows.slice(to + 1))]
  return linesAsBlocks(rows)
}

/** The cells of a table, whose words may go over many lines; undefined where it has no rows with words. */
function htmlTable(rows: readonly Row[]): Block | undefined {
  const found: { cells: string[]; lines: number[] }[] = []
  for (const { line, text } of rows) {
    for (const tag of text.split(/(?=<tr\b|<t[dh]\b)/i)) {
      if (/^<tr\b/i.test(tag)) found.push({ cells: [], lines: [] })
      const row = found.at(-1)
      if (!row) continue
      const words = bare(tag)
      if (/^<t[dh]\b/i.test(tag)) row.cells.push(words)
      else if (words !== '')
        row.cells.push([row.cells.pop() ?? '', words].filter((one) => one !== '').join(' '))
      if (words !== '' && !row.lines.includes(line)) row.lines.push(line)
    }
  }
  const [head, ...body] = found.filter(({ lines }) => lines.length > 0)
  if (!head || body.length === 0) return undefined
  return {
    kind: 'table',
    head: head.cells,
    rows: body,
    lines: [...head.lines, ...body.flatMap((one) => one.lines)],
  }
}

/** Line by line: headings, entries of lists, code, and text. Comments are none of these. */
function linesAsBlocks(rows: readonly Row[]): Block[] {
  const blocks: Block[] = []
  let code: Row[] | undefined
  let comment = false
  const items: Item[] = []
  const settle = () => {
    if (items.length > 0) blocks.push({ kind: 'list', ordered: false, items: items.splice(0) })
  }
  for (const { line, text } of rows) {
    const begins = text.includes('<!--')
    const wasComment = comment || begins
    if (begins || comment) comment = !text.slice(begins ? text.indexOf('<!--') : 0).includes('-->')
    if (wasComment) continue
    if (/<pre\b/i.test(text)) {
      settle()
      code = []
    }
    if (code) {
      const shown = text.replace(/<\/?[a-z][^>]*>/gi, '')
      if (shown.trim() !== '') code.push({ line, text: decoded(shown) })
      if (/<\/pre>/i.test(text)) {
        if (code.length > 0)
          blocks.push({ kind: 'code', language: '', rows: code, lines: code.map((one) => one.line) })
        code = undefined
      }
      continue
    }
    const words = bare(text)
    if (words === '') continue
    const level = /<h([1-6])\b/i.exec(text)?.[1]
    if (level === undefined && /<li\b/i.test(text)) {
      items.push({ words: plainInline(words), task: false, blocks: [], lines: [line] })
      continue
    }
    settle()
    if (level !== undefined || /<summary\b/i.test(text))
      blocks.push({ kind: 'heading', level: Number(level ?? 5), words: plainInline(words), lines: [line] })
    else blocks.push({ kind: 'text', words: plainInline(words), lines: [line] })
  }
  settle()
  if (code && code.length > 0)
    blocks.push({ kind: 'code', language: '', rows: code, lines: code.map((one) => one.line) })
  return blocks
}

const decoded = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
