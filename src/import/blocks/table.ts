import type { Token } from 'markdown-it'
import type { Lines } from '../read/source.ts'
import type { Block } from './block.ts'
import { inlineOf } from './inline.ts'

/** The tokens between a table's open and close. The ruler is among the table's lines and no row. */
export function tableOf(inside: readonly Token[], lines: Lines, linesOf: (token: Token) => Lines): Block {
  const rows: { cells: string[]; lines: Lines }[] = []
  for (const token of inside) {
    if (token.type === 'tr_open') rows.push({ cells: [], lines: linesOf(token) })
    if (token.type === 'inline') rows.at(-1)?.cells.push(inlineOf(token).text.replaceAll('\n', ' '))
  }
  const [head, ...body] = rows
  return { kind: 'table', head: head?.cells ?? [], rows: body, lines }
}
