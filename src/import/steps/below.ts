import type { Block } from '../blocks/block.ts'
import type { Said } from '../draft/draft.ts'
import type { Lines } from '../read/source.ts'
import { linesOf } from './pieces.ts'

/** Words below an entry, as lines of its details. */
export function belowOf(block: Block, depth: number): Said[] {
  const indent = '  '.repeat(Math.min(depth, 4))
  switch (block.kind) {
    case 'list':
      return block.items.flatMap(({ words, blocks, lines }) => [
        { text: `${indent}- ${words.text.replaceAll('\n', ' ')}`, from: lines },
        ...blocks.flatMap((one) => belowOf(one, depth + 1)),
      ])
    case 'text':
      return linesOf({ text: block.words.text, from: block.lines })
    case 'table':
      return tableRows(block)
    case 'heading':
      return [{ text: block.words.text, from: block.lines }]
    case 'code':
      return block.rows.map(({ text, line }) => ({ text, from: [line] }))
    default:
      return []
  }
}

const tableRows = ({ head, rows, lines }: Extract<Block, { kind: 'table' }>): Said[] => {
  const inRows = new Set(rows.flatMap((row) => [...row.lines]))
  const edges: Lines = lines.filter((line) => !inRows.has(line))
  return [
    { text: head.join(' · '), from: edges },
    ...rows.map(({ cells, lines: from }) => ({ text: `- ${cells.join(' · ')}`, from })),
  ]
}
