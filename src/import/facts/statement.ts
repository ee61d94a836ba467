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
  /** Severities are counted from SEV0 here. */
  fromZero: boolean
  from: Lines
}

/** What a section says, one by one; sections below it say theirs under their own titles. */
export function statementsOf(section: Section): Statement[] {
  const all = below(section, section.title)
  const fromZero = all.some(({ label, about }) => isZero(label) || isZero(about))
  return all.map((one) => ({ ...one, fromZero }))
}

const isZero = (text: string): boolean => /^\W*s(?:ev(?:erity)?)?[\s-]?0\b/i.test(text)

const below = (section: Section, root: string): Omit<Statement, 'fromZero'>[] => [
  ...section.blocks.flatMap((block) => ofBlock(block, section.title).map((one) => ({ ...one, root }))),
  ...section.children.flatMap((child) => below(child, root)),
]

function ofBlock(block: Block, about: string): Omit<Statement, 'root' | 'fromZero'>[] {
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
