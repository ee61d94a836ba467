import type { Block, Inline } from '../blocks/block.ts'
import type { Lines } from '../read/source.ts'
import { titleOf } from './title.ts'

/** A heading with what stands below it. The top has no title and level 0. */
export type Section = { title: string; level: number; lines: Lines; blocks: Block[]; children: Section[] }

/** Below every heading of Markdown. */
const boldLevel = 7

/** Blocks as a tree of sections. A line of its own in bold, with something below it, is a heading too. */
export function outline(blocks: readonly Block[]): Section {
  const top: Section = { title: '', level: 0, lines: [], blocks: [], children: [] }
  const open = [top]
  blocks.forEach((block, at) => {
    const heading = headingOf(block, blocks[at + 1])
    if (!heading) {
      open.at(-1)?.blocks.push(block)
      return
    }
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop()
    const section = { ...heading, blocks: [], children: [] }
    ;(open.at(-1) ?? top).children.push(section)
    open.push(section)
  })
  return top
}

function headingOf(
  block: Block,
  next: Block | undefined,
): Pick<Section, 'title' | 'level' | 'lines'> | undefined {
  if (block.kind === 'heading')
    return { title: titleOf(block.words.text), level: block.level, lines: block.lines }
  if (block.kind !== 'text' || next === undefined || next.kind === 'heading') return undefined
  const title = boldTitle(block.words)
  return title === undefined ? undefined : { title, level: boldLevel, lines: block.lines }
}

/** Behind these stands what a command answers, which belongs to the command. */
const answered =
  /^(?:(?:example|expected|sample) )?(?:output|results?|response)\b|^(?:résultat|ergebnis|ausgabe|salida|resultado|erwartet)/i

function boldTitle({ lead, rest }: Inline): string | undefined {
  if (lead === undefined || lead.length > 120 || rest.includes('\n')) return undefined
  if (answered.test(lead)) return undefined
  if (rest === '' || rest === ':') return titleOf(lead)
  return /^(?:problem|issue|scenario|case|error)$/i.test(lead) && rest.length <= 120
    ? titleOf(rest)
    : undefined
}
