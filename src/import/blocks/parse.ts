import MarkdownIt from 'markdown-it'
import { range, type Source } from '../read/source.ts'
import type { Block, Item, Row } from './block.ts'
import { segments } from './segments.ts'
import { blocksOf } from './walk.ts'

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false })

/** A document as blocks in their order. What is no block of ours is covered by none of them. */
export function parseBlocks({ lines }: Source): Block[] {
  const front = frontMatter(lines)
  const start = front ? front.lines.length : 0
  const parsed = segments(lines.slice(start)).flatMap(({ from, to }) => {
    const first = start + from
    const rows = lines.slice(first, start + to).map((text, n): Row => ({ line: first + n + 1, text }))
    return withoutContents(blocksOf(markdown.parse(rows.map(({ text }) => text).join('\n'), {}), rows))
  })
  return front ? [front, ...parsed] : parsed
}

/** Tables of contents are no steps: they and their titles are covered by no block. */
function withoutContents(blocks: Block[]): Block[] {
  const contents = blocks.map((block) => block.kind === 'list' && block.items.every(jumps))
  return blocks.filter(
    (block, at) =>
      !contents[at] &&
      !(
        contents[at + 1] &&
        block.kind === 'text' &&
        /^table of contents|^contents|^inhalt|^sommaire|^índice/i.test(block.words.text)
      ),
  )
}

const jumps = ({ words, blocks }: Item): boolean =>
  words.jump === true && blocks.every((block) => block.kind === 'list' && block.items.every(jumps))

/** What wikis and site generators keep at the very top, between two lines of dashes. */
function frontMatter(lines: readonly string[]): Extract<Block, { kind: 'front' }> | undefined {
  if (lines[0]?.trimEnd() !== '---') return undefined
  const end = lines.slice(1, 200).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 1) return undefined
  const inside = lines.slice(1, end + 1)
  if (!inside.every((line) => /^(?:\s|#|-|[\w.-]+:|$)/.test(line))) return undefined
  const rows = inside.map((text, n) => ({ line: n + 2, text }))
  return { kind: 'front', rows, lines: range(1, end + 2) }
}
