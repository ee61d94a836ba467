import type { Lines } from '../read/source.ts'

/** Words of a paragraph, heading or item. `lead`: what stands in bold at its beginning, and `rest` what follows. `codes`: spans of code. `jump`: nothing but a link to another part of the document. */
export type Inline = {
  text: string
  lead?: string
  rest: string
  urls: string[]
  codes: string[]
  jump?: boolean
}

export type Row = { line: number; text: string }

export type Item = { words: Inline; task: boolean; blocks: Block[]; lines: Lines }

/** A part of the document. `lines` are all that it covers; those of lists are with their items. */
export type Block =
  | { kind: 'heading'; level: number; words: Inline; lines: Lines }
  | { kind: 'text'; words: Inline; lines: Lines }
  | { kind: 'list'; ordered: boolean; items: Item[] }
  | { kind: 'code'; language: string; rows: Row[]; lines: Lines }
  | { kind: 'table'; head: string[]; rows: { cells: string[]; lines: Lines }[]; lines: Lines }
  | { kind: 'front'; rows: Row[]; lines: Lines }
