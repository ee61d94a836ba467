import type { Block } from '../blocks/block.ts'
import type { Section } from '../outline/section.ts'
import type { Lines } from '../read/source.ts'

/** One thing that a section of facts says. `cells` by the table's head, in small letters; of a list, what is bold. */
export type Statement = {
  label: string
  text: string
  cells: Record<string, string>
  about: string
  /** The title of the topmost section. */
  root: string
  from: Lines
}

/** What a section says, one by one; sections below it say theirs under their own titles. */
export const statementsOf = (section: Section, root = section.title): Statement[] => [
  ...section.blocks.flatMap((block) => ofBlock(block, section.title).map((one) => ({ ...one, root }))),
  ...section.children.flatMap((child) => statementsOf(child, root)),
]

function ofBlock(block: Block, about: string): Omit<Statement, 'root'>[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap(({ words, blocks, lines }) => {
        const [, plain = '', rest = words.text] = /^([^:]{2,60}):\s+([\s\S]+)$/.exec(words.text) ?? []
        const label = words.lead ?? plain
        const text = words.lead === undefined ? rest : words.rest
        return [
          { label, text: text.replaceAll('\n', ' '), cells: {}, about, from: lines },
          ...blocks.flatMap((one) => ofBlock(one, label || about)),
        ]
      })
    case 'table':
      return block.rows.map(({ cells, lines }) => ({
        label: cells[0] ?? '',
        text: cells.slice(1).join(' · '),
        cells: Object.fromEntries(block.head.map((head, n) => [head.toLowerCase(), cells[n] ?? ''])),
        about,
        from: lines,
      }))
    default:
      return []
  }
}
