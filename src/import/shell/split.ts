import type { Row } from '../blocks/block.ts'
import type { Lines } from '../read/source.ts'

/** One command as written, over one line or several; or a comment, or an empty line between groups. */
export type Statement =
  | { kind: 'command'; text: string; lines: Lines }
  | { kind: 'comment'; text: string; lines: Lines }
  | { kind: 'gap' }

/** A quote or document that never ends is given up after so many lines. */
const longest = 200

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
function reach(rows: readonly Row[], at: number): number {
  let text = ''
  for (let n = 0; at + n < rows.length && n < longest; n++) {
    const row = rows[at + n]?.text ?? ''
    text += n === 0 ? row : `\n${row}`
    const document = /<<-?\s*['"]?(\w+)['"]?/.exec(text)?.[1]
    if (document !== undefined && n === 0) {
      const end = rows.slice(at + 1, at + longest).findIndex((one) => one.text.trim() === document)
      return end < 0 ? 1 : end + 2
    }
    if (!openEnded(text)) return n + 1
  }
  return 1
}

function openEnded(text: string): boolean {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\' && quote !== "'") at++
    else if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = opensQuote(text, at) ? char : ''
    else if (char === '#' && /\s/.test(text.charAt(at - 1))) at = ends(text, at)
  }
  return quote !== '' || /(?:\\|\||&&)\s*$/.test(text)
}

/** An apostrophe within a word is none that opens: don't. */
const opensQuote = (text: string, at: number): boolean =>
  text.charAt(at) === '"' || !/[\p{L}]/u.test(text.charAt(at - 1))

function ends(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
