import type { Block } from '../blocks/block.ts'
import type { BranchDraft, Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { budgetIn, withoutBudget } from '../outline/times.ts'
import { shorten, titleOf } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { codeSteps } from './of-code.ts'
import { listPieces } from './of-list.ts'
import { tableSteps } from './of-table.ts'
import { textSteps } from './of-text.ts'
import { optionPieces } from './options.ts'
import { doStep } from './step.ts'

/** Steps, a question with its branches, or a part that is a phase by itself. */
export type Piece =
  | { kind: 'steps'; steps: StepDraft[] }
  | { kind: 'branches'; branches: BranchDraft[]; from: Lines }
  | { kind: 'phase'; name: string; within?: string; pieces: Piece[]; from: Lines }

/** What blocks ask people to do, in order. `label`: what all of it is for. */
export function piecesOf(blocks: readonly Block[], label: string, shop: Shop): Piece[] {
  const pieces: Piece[] = []
  let lead: Said | undefined
  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]
    if (!lead && block.kind === 'text' && introduces(block.words.text, next)) {
      lead = { text: block.words.text, from: block.lines }
      continue
    }
    const about = lead && lead.text.length <= 150 && !lead.text.includes('\n') ? titleOf(lead.text) : label
    const made = blockPieces(block, about, shop)
    pieces.push(...(lead ? led(lead, made) : made))
    lead = undefined
  }
  return lead ? [...pieces, { kind: 'steps', steps: [doStep(lead.text, lead.from)] }] : pieces
}

/** "Then run:" with something to run behind it. */
const introduces = (text: string, next: Block | undefined): boolean =>
  next !== undefined &&
  ['code', 'list', 'table'].includes(next.kind) &&
  (text.endsWith(':') || next.kind === 'code')

function blockPieces(block: Block, label: string, shop: Shop): Piece[] {
  switch (block.kind) {
    case 'code':
      return optionPieces(codeSteps(block, label, shop))
    case 'list':
      return listPieces(block, label, shop)
    case 'table':
      return [{ kind: 'steps', steps: tableSteps(block, label) }]
    case 'text':
      return [{ kind: 'steps', steps: textSteps(block, shop) }]
    default:
      return []
  }
}

/** The sentence in front goes into the first step that it introduces. */
function led(lead: Said, pieces: Piece[]): Piece[] {
  const [first, ...rest] = pieces
  const [step, ...more] = first?.kind === 'steps' ? first.steps : []
  if (step)
    return [
      { kind: 'steps', steps: [{ ...step, details: [...linesOf(lead), ...step.details] }, ...more] },
      ...rest,
    ]
  return [{ kind: 'steps', steps: [doStep(lead.text, lead.from)] }, ...pieces]
}

/** Words of several lines, each with the line it comes from as far as that is known. */
export function linesOf({ text, from }: Said): Said[] {
  const rows = text.split('\n')
  if (rows.length !== from.length) return [{ text, from }]
  return rows.map((row, n) => ({ text: row, from: from.slice(n, n + 1) }))
}

export const phasePiece = (title: string, pieces: Piece[], from: Lines): Piece => {
  const within = budgetIn(title)
  const name = shorten(titleOf(withoutBudget(title)), 75)
  return { kind: 'phase', name, ...(within === undefined ? {} : { within }), pieces, from }
}

/** All steps of pieces in one row, for where no phases or branches can be. */
export const flatSteps = (pieces: readonly Piece[]): StepDraft[] =>
  pieces.flatMap((piece) => {
    if (piece.kind === 'steps') return piece.steps
    if (piece.kind === 'phase') return underTitle(piece.name, piece.from, flatSteps(piece.pieces))
    return piece.branches.flatMap(({ when, steps, from }) => underTitle(`If ${when}`, from, steps))
  })

/** A title without a place of its own: a step that says it, with what stands below. */
const underTitle = (title: string, from: Lines, steps: StepDraft[]): StepDraft[] => {
  const [first, ...rest] = steps
  if (!first) return [doStep(title, from)]
  return [{ ...first, details: [{ text: `${title}:`, from }, ...first.details] }, ...rest]
}
