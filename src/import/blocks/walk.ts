import type { Token } from 'markdown-it'
import { range } from '../read/source.ts'
import { isCommand } from '../shell/programs.ts'
import type { Block, Inline, Item, Row } from './block.ts'
import { htmlBlocks } from './html.ts'
import { inlineOf, plainInline } from './inline.ts'
import { pipeTable } from './pipes.ts'
import { tableOf } from './table.ts'

/** Tokens of a Markdown parser as blocks. `rows` are the lines that the tokens' maps count. */
export const blocksOf = (tokens: readonly Token[], rows: readonly Row[]): Block[] =>
  new Walk(tokens, rows).until(() => false)

class Walk {
  #at = 0
  readonly #tokens: readonly Token[]
  readonly #rows: readonly Row[]

  constructor(tokens: readonly Token[], rows: readonly Row[]) {
    this.#tokens = tokens
    this.#rows = rows
  }

  #lines(token: Token): number[] {
    const [from, to] = token.map ?? [0, 0]
    const first = this.#rows[from]?.line ?? 0
    const last = Math.min(to, this.#rows.length) - from
    return token.map ? range(first, first + last - 1) : []
  }

  #rowsOf(token: Token): Row[] {
    const [from, to] = token.map ?? [0, 0]
    return this.#rows.slice(from, to)
  }

  until(ends: (token: Token) => boolean): Block[] {
    const blocks: Block[] = []
    for (;;) {
      const token = this.#tokens[this.#at]
      if (!token || ends(token)) return blocks
      this.#at++
      blocks.push(...this.#block(token))
    }
  }

  #block(token: Token): Block[] {
    const next = this.#tokens[this.#at]
    const lines = this.#lines(token)
    switch (token.type) {
      case 'heading_open':
        return next
          ? [{ kind: 'heading', level: Number(token.tag.slice(1)), words: inlineOf(next), lines }]
          : []
      case 'paragraph_open': {
        if (!next) return []
        const texts = this.#rowsOf(token).map(({ text }) => text)
        return [pipeTable(texts, lines) ?? { kind: 'text', words: withoutBox(inlineOf(next)), lines }]
      }
      case 'fence':
      case 'code_block':
        return [this.#code(token)]
      case 'html_block':
        return htmlBlocks(this.#rowsOf(token).filter(({ text }) => text.trim() !== ''))
      case 'bullet_list_open':
      case 'ordered_list_open':
        return [this.#list(token)]
      case 'table_open':
        return this.#table(token)
      default:
        return []
    }
  }

  #code(token: Token): Block {
    const rows = this.#rowsOf(token)
    const fenced = token.type === 'fence'
    const closed = fenced && rows.length > 1 && /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(rows.at(-1)?.text ?? '')
    const inside = fenced ? rows.slice(1, closed ? -1 : undefined) : rows
    const words = token.content.split('\n')
    return {
      kind: 'code',
      language: fenced ? (token.info.trim().split(/\s+/)[0]?.toLowerCase() ?? '') : '',
      rows: inside.map(({ line }, n) => ({ line, text: words[n] ?? '' })),
      lines: this.#lines(token),
    }
  }

  #table(token: Token): Block[] {
    const inside: Token[] = []
    for (;;) {
      const one = this.#tokens[this.#at]
      if (!one) break
      this.#at++
      if (one.type === 'table_close') break
      inside.push(one)
    }
    return [tableOf(inside, this.#lines(token), (one) => this.#lines(one))]
  }

  #list(token: Token): Block {
    const ordered = token.type === 'ordered_list_open'
    const closes = ordered ? 'ordered_list_close' : 'bullet_list_close'
    const items: Item[] = []
    for (;;) {
      const one = this.#tokens[this.#at]
      if (!one) break
      this.#at++
      if (one.type === closes && one.level === token.level) break
      if (one.type === 'list_item_open') items.push(this.#item(one))
    }
    return codeOf(items) ?? { kind: 'list', ordered, items }
  }

  #item(open: Token): Item {
    const inside = this.until((token) => token.type === 'list_item_close' && token.level === open.level)
    const [first, ...blocks] = inside
    if (first?.kind !== 'text') return { words: plainInline(''), task: false, blocks: inside, lines: [] }
    const task = /^\[[ xX]\]\s+/.exec(first.words.text)?.[0]
    const strip = (text: string) => (task && text.startsWith(task) ? text.slice(task.length) : text)
    const words = { ...first.words, text: strip(first.words.text), rest: strip(first.words.rest) }
    return { words, task: task !== undefined, blocks, lines: first.lines }
  }
}

/** A list of nothing but commands is a script. */
function codeOf(items: readonly Item[]): Block | undefined {
  const rows = items.flatMap(({ words, blocks, lines }) => {
    const [code, ...more] = words.codes
    const [line, ...others] = lines
    const bare = code !== undefined && line !== undefined && more.length + others.length + blocks.length === 0
    return bare && words.text === code && isCommand(code) ? [{ line, text: code }] : []
  })
  if (rows.length === 0 || rows.length < items.length) return undefined
  return { kind: 'code', language: 'sh', rows, lines: rows.map(({ line }) => line) }
}

/** `!!! warning "Title"` and `[!WARNING]` draw a box around words: "warning: Title". */
function withoutBox(words: Inline): Inline {
  const plain = (text: string) =>
    text
      .replace(/^(?:!!!|\?\?\?\+?)\s+(\w+)(?:\s+"([^"\n]*)")?\s*/, (_, kind, title) =>
        title ? `${kind}: ${title}\n` : `${kind}: `,
      )
      .replace(/^\[!(\w+)\]\s*/, '$1: ')
  return { ...words, text: plain(words.text), rest: plain(words.rest) }
}
