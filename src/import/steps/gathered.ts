import type { Block, Item } from '../blocks/block.ts'
import { plainInline } from '../blocks/inline.ts'
import { alternatives } from '../outline/answer.ts'
import { clauseOf } from '../outline/clause.ts'
import { firstSentence, introducesOutput, isNote } from './sentence.ts'

type List = Extract<Block, { kind: 'list' }>

/** Paragraphs that may be alternatives, in their order, and what stands behind the last so far. */
type Run = { items: Item[]; taken: Block[]; behind: Block[]; listed: boolean }

/** Whether entries of a list exclude each other. */
export const isForked = (block: Block): boolean =>
  block.kind === 'list' && alternatives(block.items, kindOf).some(({ fork }) => fork)

const kindOf = ({ words }: Item) => clauseOf(words)?.kind

/**
 * Paragraphs side by side that begin with "If …" become one list, each with the code and words below it. Everything
 * else stays as it is.
 */
export function gathered(blocks: readonly Block[]): Block[] {
  const found: Block[] = []
  let run: Run | undefined
  const settle = () => {
    if (run) found.push(...closed(run))
    run = undefined
  }
  for (const block of blocks) {
    const items = itemsOf(block)
    if (items && run && (run.behind.length === 0 || !run.listed)) {
      const last = run.items.at(-1)
      if (last) run.items.splice(-1, 1, { ...last, blocks: [...last.blocks, ...run.behind] })
      run.taken.push(...run.behind, block)
      run.items.push(...items)
      run.behind = []
      run.listed = block.kind === 'list'
    } else if (items) {
      settle()
      run = { items: [...items], taken: [block], behind: [], listed: block.kind === 'list' }
    } else if (run && mayBelong(block, run)) run.behind.push(block)
    else {
      settle()
      found.push(block)
    }
  }
  settle()
  return found
}

/** A paragraph as the alternatives that it says; a list where all entries are alternatives. */
function itemsOf(block: Block): Item[] | undefined {
  if (block.kind === 'list')
    return block.items.every((item) => kindOf(item) !== undefined) ? block.items : undefined
  if (block.kind !== 'text') return undefined
  const { words, lines } = block
  if (clauseOf(words) === undefined) return undefined
  const sentences = words.lead === undefined ? sentencesOf(words.text) : []
  const all = sentences.map((text, n): Item => {
    const codes = words.codes.filter((code) => text.includes(code))
    return { words: { ...plainInline(text), codes }, task: false, blocks: [], lines: n === 0 ? lines : [] }
  })
  return all.length > 1 && all.every((item) => kindOf(item) !== undefined)
    ? all
    : [{ words, task: false, blocks: [], lines }]
}

/** A paragraph of more is a story. */
const longestParagraph = 2000

function sentencesOf(text: string): string[] {
  const all: string[] = []
  for (let rest = text.length > longestParagraph ? '' : text; rest !== ''; ) {
    const [first, more] = firstSentence(rest)
    all.push(first)
    rest = more
  }
  return all
}

/** Words that lead to what stands behind them. */
const leads = (block: Block | undefined): boolean => block?.kind === 'text' && /[:：]$/.test(block.words.text)

function mayBelong(block: Block, { behind, taken, listed }: Run): boolean {
  if (listed) return false
  if (block.kind === 'list' || block.kind === 'table') return leads(behind.at(-1) ?? taken.at(-1))
  return block.kind === 'code' || block.kind === 'text'
}

/** Speaks of what was just said; or goes on from commands. */
const refers = /^(?:wait|it|this|that|these|das|dies|cela|esto)\b/i
const goesOn = /^(?:then|after that|dann|danach|ensuite|puis|luego|después)(?![\p{L}])/iu

/** Whether words behind the last alternative are for that alone: for all, they would be done in the wrong case. */
const isOwn = (text: string, before: readonly Block[]): boolean =>
  refers.test(text) ||
  isNote(text) ||
  introducesOutput(text) ||
  (goesOn.test(text) && before.some(({ kind }) => kind === 'code'))

/** The run as a list. Behind the last alternative only what clearly belongs to it is its own. */
function closed({ items, taken, behind }: Run): Block[] {
  const list: List = { kind: 'list', ordered: false, items }
  if (!isForked(list)) return [...taken, ...behind]
  const other = behind.findIndex(
    (block, at) => block.kind === 'text' && !isOwn(block.words.text, behind.slice(0, at)),
  )
  const count = other < 0 ? behind.length : other
  const last = items.at(-1)
  const own = last ? [{ ...last, blocks: [...last.blocks, ...behind.slice(0, count)] }] : []
  return [{ ...list, items: [...items.slice(0, -1), ...own] }, ...behind.slice(count)]
}
