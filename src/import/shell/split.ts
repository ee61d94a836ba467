import type { Row } from '../blocks/block.ts'
import type { Lines } from '../read/source.ts'

/** One command as written, over one line or several; or a comment, or an empty line between groups. */
export type Statement =
  | { kind: 'command'; text: string; lines: Lines }
  | { kind: 'comment'; text: string; lines: Lines }
  | { kind: 'gap' }

/** A quote or document that never ends is given up after so many lines. */
const longest = 80

/** A script as statements: lines joined where a backslash, a quote or a here-document joins them. */
export function splitScript(rows: readonly Row[]): Statement[] {
  const found: Statement[] = []
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]
    if (!row) break
    const text = row.text.trim()
    if (text === '') found.push({ kind: 'gap' })
    if (text.startsWith('#'))
      found.push({ kind: 'comment', text: text.replace(/^#+!?\s*/, ''), lines: [row.line] })
    if (text === '' || text.startsWith('#')) {
      at++
      continue
    }
    const count = reach(rows, at)
    const all = rows.slice(at, at + count)
    found.push({
      kind: 'command',
      text: all
        .map((one) => one.text)
        .join('\n')
        .trim(),
      lines: all.filter((one) => one.text.trim() !== '').map((one) => one.line),
    })
    at += count
  }
  return found
}

/** How many rows belong to the command that begins at `at`. */
export function reach(rows: readonly Row[], at: number): number {
  const first = rows[at]?.text ?? ''
  const document = /<<-?\s*['"]?(\w+)['"]?/.exec(first)?.[1]
  if (document !== undefined) {
    const end = rows.slice(at + 1, at + longest).findIndex((one) => one.text.trim() === document)
    return end < 0 ? 1 : end + 2
  }
  let quote = ''
  for (let n = 0; at + n < rows.length && n < longest; n++) {
    const row = rows[at + n]?.text ?? ''
    quote = quoteAfter(row, quote)
    if (quote === '' && !/(?:\\|\||&&)\s*$/.test(row)) return n + 1
  }
  return 1
}

/** The quote that is open at the end of a row. */
function quoteAfter(row: string, before: string): string {
  let quote = before
  for (let at = 0; at < row.length; at++) {
    const char = row.charAt(at)
    if (char === '\\' && quote !== "'") at++
    else if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '#' && /\s/.test(row.charAt(at - 1))) return ''
    else if (char === '"' || (char === "'" && !/\p{L}/u.test(row.charAt(at - 1)))) quote = char
  }
  return quote
}
