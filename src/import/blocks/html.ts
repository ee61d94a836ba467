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

/** A block of HTML, line by line: headings, entries of lists, code, and text. Comments are none of these. */
export function htmlBlocks(rows: readonly Row[]): Block[] {
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
