import type { Lines } from '../read/source.ts'
import type { Block } from './block.ts'

/** A table without its ruler, or with crooked rows, is a paragraph to Markdown. Here it stays a table. */
export function pipeTable(rows: readonly string[], lines: Lines): Block | undefined {
  if (rows.length < 2 || !rows.every((row) => /^\s*\|.*\|/.test(row))) return undefined
  const cells = rows.map((row) =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.replace(/[*`]/g, '').trim()),
  )
  const body = cells.flatMap((row, n) =>
    n === 0 || row.every((cell) => /^:?-*:?$/.test(cell)) ? [] : [{ cells: row, lines: [lines[n] ?? 0] }],
  )
  return { kind: 'table', head: cells[0] ?? [], rows: body, lines }
}
