import type { Block } from '../blocks/block.ts'
import type { Section } from '../outline/section.ts'
import { range } from '../read/source.ts'
import type { Said } from './draft.ts'

/** All lines of a block and below it, without those between that hold nothing. */
export function linesOfBlock(block: Block): number[] {
  if (block.kind !== 'list') return [...block.lines]
  return block.items.flatMap((item) => [...item.lines, ...item.blocks.flatMap(linesOfBlock)])
}

export const linesOfSection = ({ lines, blocks, children }: Section): number[] => [
  ...lines,
  ...blocks.flatMap(linesOfBlock),
  ...children.flatMap(linesOfSection),
]

/** A section of words to read: its title, and its lines as they stand. */
export const explanation = (section: Section, textAt: (line: number) => string): Said[] =>
  linesOfSection(section)
    .sort((a, b) => a - b)
    .flatMap((line) => {
      const text = section.lines.includes(line) ? section.title : textAt(line).trim()
      return text === '' ? [] : [{ text, from: [line] }]
    })

/** The lines from the first to the last of these: what Markdown holds between them too. */
export const spanned = (lines: readonly number[]): number[] =>
  lines.length === 0
    ? []
    : range(
        lines.reduce((a, b) => Math.min(a, b)),
        lines.reduce((a, b) => Math.max(a, b)),
      )
