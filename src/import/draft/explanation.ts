import type { Block } from '../blocks/block.ts'
import type { Section } from '../outline/section.ts'
import { range } from '../read/source.ts'
import { belowOf } from '../steps/below.ts'
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

/** A section of words to read: its title, and what stands below it. */
export function explanation(section: Section): Said[] {
  const [first, ...rest] = section.blocks.flatMap(saidIn)
  const begins =
    first && section.blocks[0]?.kind === 'text'
      ? [{ text: `${section.title}: ${first.text}`, from: [...section.lines, ...first.from] }]
      : [{ text: `${section.title}:`, from: section.lines }, ...(first ? [first] : [])]
  return [...begins, ...rest, ...section.children.flatMap(explanation)]
}

const saidIn = (block: Block): Said[] =>
  block.kind === 'text' ? [{ text: block.words.text, from: block.lines }] : belowOf(block, 0)

/** The lines from the first to the last of these: what Markdown holds between them too. */
export const spanned = (lines: readonly number[]): number[] =>
  lines.length === 0
    ? []
    : range(
        lines.reduce((a, b) => Math.min(a, b)),
        lines.reduce((a, b) => Math.max(a, b)),
      )
