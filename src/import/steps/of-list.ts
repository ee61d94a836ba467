import type { Block, Item } from '../blocks/block.ts'
import type { BranchDraft, Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { branchOf, isPhase } from '../outline/roles.ts'
import { shorten, titleOf } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { inlineStep } from './of-text.ts'
import { flatSteps, linesOf, type Piece, phasePiece, piecesOf } from './pieces.ts'
import { doStep } from './step.ts'

type List = Extract<Block, { kind: 'list' }>

/** More answers than this no question may have. */
const mostBranches = 20

/** A list as branches ("If …"), as phases ("Immediate actions" with steps below), or as steps. */
export function listPieces({ ordered, items }: List, label: string, shop: Shop): Piece[] {
  const phases = items.filter(
    ({ words, blocks }) => blocks.length > 0 && isPhase(titleOf(words.lead ?? words.text)),
  )
  const nested = items.length > 1 && items.every(({ blocks }) => blocks.length > 0)
  if (ordered && nested && phases.length > items.length / 2)
    return items.map((item) => {
      const inside = piecesOf(item.blocks, titleOf(item.words.text), shop)
      return phasePiece(item.words.text, inside, item.lines)
    })
  return runs(items).flatMap((run): Piece[] => {
    const branches = run.flatMap((item) => branchDraft(item, shop))
    if (run.length > 1 && run.length <= mostBranches && branches.length === run.length)
      return [{ kind: 'branches', branches, from: [] }]
    return [{ kind: 'steps', steps: run.flatMap((item) => itemSteps(item, label, shop)) }]
  })
}

/** Entries side by side that are answers, and those that are not. */
function runs(items: readonly Item[]): Item[][] {
  const found: Item[][] = []
  let answers: boolean | undefined
  for (const item of items) {
    const is = whenOf(item) !== undefined
    if (is === answers) found.at(-1)?.push(item)
    else found.push([item])
    answers = is
  }
  return found
}

const inParts = ({ words }: Item) => /^(.{3,120}?):\s+([\s\S]+)$/.exec(words.text) ?? []

/** The answer that an entry is for: "If the disk is full: …". */
function whenOf(item: Item): string | undefined {
  const [, before = item.words.text] = inParts(item)
  return branchOf(item.words.lead ?? titleOf(before))
}

function branchDraft(item: Item, shop: Shop): BranchDraft[] {
  const { words, blocks, lines } = item
  const when = whenOf(item)
  if (when === undefined) return []
  const rest = words.lead === undefined ? (inParts(item)[2] ?? '') : words.rest
  const first = rest.trim() === '' ? [] : [doStep(rest, lines)]
  const inside = flatSteps(piecesOf(blocks, when, shop))
  return [{ when: shorten(titleOf(when), 150), steps: [...first, ...inside], from: lines }]
}

/** One entry: what stands below it becomes its details, or steps of its own where it holds code. */
export function itemSteps({ words, blocks, lines }: Item, label: string, shop: Shop): StepDraft[] {
  const text = words.text === '' ? label : words.text
  if (blocks.some(({ kind }) => kind === 'code')) {
    const steps = flatSteps(piecesOf(blocks, titleOf(text), shop))
    const [first, ...rest] = steps
    if (!first) return [doStep(text, lines)]
    if (rest.length === 0 && words.text !== '' && text.length <= 150 && !text.includes('\n')) {
      const said = first.title === titleOf(text) ? [] : [{ text: first.title, from: [] }]
      return [
        {
          ...first,
          title: titleOf(text),
          details: [...said, ...first.details],
          from: [...lines, ...first.from],
        },
      ]
    }
    const said = words.text === '' ? [] : linesOf({ text, from: lines })
    return [{ ...first, details: [...said, ...first.details] }, ...rest]
  }
  const machine = inlineStep(words, lines, shop)
  const below = blocks.flatMap((block) => belowOf(block, 0))
  if (machine) return [{ ...machine, details: [...machine.details, ...below] }]
  const rows = text.split('\n')
  const [first, ...more] =
    rows.length === lines.length ? linesOf({ text, from: lines }) : [{ text: rows.join(' '), from: lines }]
  if (!first) return []
  const step = doStep(first.text.replace(/:$/, ''), first.from, [...more, ...below])
  return [step]
}

/** Words below an entry, as lines of its details. */
function belowOf(block: Block, depth: number): Said[] {
  const indent = '  '.repeat(Math.min(depth, 4))
  switch (block.kind) {
    case 'list':
      return block.items.flatMap(({ words, blocks, lines }) => [
        { text: `${indent}- ${words.text.replaceAll('\n', ' ')}`, from: lines },
        ...blocks.flatMap((one) => belowOf(one, depth + 1)),
      ])
    case 'text':
      return linesOf({ text: block.words.text, from: block.lines })
    case 'table':
      return tableRows(block)
    case 'heading':
      return [{ text: block.words.text, from: block.lines }]
    case 'code':
      return block.rows.map(({ text, line }) => ({ text, from: [line] }))
    default:
      return []
  }
}

const tableRows = ({ head, rows, lines }: Extract<Block, { kind: 'table' }>): Said[] => {
  const inRows = new Set(rows.flatMap((row) => [...row.lines]))
  const edges: Lines = lines.filter((line) => !inRows.has(line))
  return [
    { text: head.join(' · '), from: edges },
    ...rows.map(({ cells, lines: from }) => ({ text: `- ${cells.join(' · ')}`, from })),
  ]
}
