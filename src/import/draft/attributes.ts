import type { Block, Row } from '../blocks/block.ts'
import type { Said } from './draft.ts'

/** "**Frequency**: Daily at 9:00": a line that says one thing about what it stands under. */
export type Attribute = Said & { name: string; value: string }

const known =
  /^(?:frequency|duration|owner|owners|schedule|sla|rto|rpo|rto .*|rpo .*|response times?|resolution times?|severity|priority|trigger|contact|team|author|last updated|next review|version|alerts?|alert name|on-?call team|last verified|impact level|audience|status|tags?|response|update frequency|document version)$/i

/** The lines of a paragraph that are attributes, all of them or none. `rows` is the whole source. */
export function attributesOf(block: Block, textAt: (line: number) => string): Attribute[] {
  if (block.kind !== 'text') return []
  const found = block.lines.map((line) => attribute({ line, text: textAt(line) }))
  return found.every((one) => one !== undefined) ? found : []
}

export function attribute({ line, text }: Row): Attribute | undefined {
  const [, name, value] = /^[\s>*-]*\*\*\s*([^*]{2,60}?)\s*:?\s*\*\*\s*:?\s*(.+?)\s*$/.exec(text) ?? []
  const [, plain, after] = /^([A-Z][\w ]{2,30}):\s+(.+)$/.exec(text) ?? []
  const [key, said] = name === undefined ? [plain, after] : [name, value]
  if (key === undefined || said === undefined || !known.test(key)) return undefined
  return { name: key.toLowerCase(), value: said, text: text.trim(), from: [line] }
}
