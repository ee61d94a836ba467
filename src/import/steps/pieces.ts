import type { Block } from '../blocks/block.ts'
import type { BranchDraft, Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { budgetIn, withoutBudget } from '../outline/times.ts'
import { shorten, titleOf } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { belowOf } from './below.ts'
import { gathered, isForked } from './gathered.ts'
import { codeSteps, isScript } from './of-code.ts'
import { listPieces } from './of-list.ts'
import { tableSteps } from './of-table.ts'
import { textSteps } from './of-text.ts'
import { optionPieces } from './options.ts'
import {
  introducesLookup,
  introducesOutput,
  isNote,
  isOrder,
  isWarning,
  purposeOf,
  saysAll,
} from './sentence.ts'
import { doStep } from './step.ts'

/** Steps, a question with its branches, or a part that is a phase by itself. */
export type Piece =
  | { kind: 'steps'; steps: StepDraft[] }
  | { kind: 'branches'; ask?: string; branches: BranchDraft[]; from: Lines }
  | { kind: 'phase'; name: string; within?: string; pieces: Piece[]; from: Lines }

/** What blocks ask people to do, in order. `label`: what all of it is for. */
export function piecesOf(given: readonly Block[], label: string, shop: Shop): Piece[] {
  const blocks = gathered(given)
  const pieces: Piece[] = []
  let leads: Said[] = []
  let purpose = label
  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]
    if (block.kind === 'text') {
      const said = { text: block.words.text, from: block.lines }
      const last = lastStep(pieces)
      if (introducesOutput(said.text) && next?.kind === 'code' && !isScript(next) && last) {
        last.details.push(...linesOf(said))
        continue
      }
      if (isNote(said.text) && last) {
        last.details.push(...linesOf(said))
        continue
      }
      if (isWarning(said.text) && next) {
        leads.push(said)
        continue
      }
      if (introduces(said.text, next)) {
        leads.push(said)
        purpose = purposeOf(said.text, label)
        continue
      }
    }
    const previous = blocks[at - 1]
    const last = lastStep(pieces)
    if (block.kind === 'code' && leads.length === 0 && last && !isScript(block) && isAnswer(previous)) {
      last.details.push(...rowsOf(block))
      continue
    }
    const lookup =
      block.kind === 'list' &&
      !isForked(block) &&
      (leads.some(({ text }) => introducesLookup(text)) || isCauses(label))
    const made: Piece[] =
      lookup && block.items.every(({ blocks: below }) => !below.some(({ kind }) => kind === 'code'))
        ? [{ kind: 'steps', steps: [doStep(purpose, [], belowOf(block, 0))] }]
        : blockPieces(block, purpose, shop)
    pieces.push(...leads.reduceRight((all, lead) => led(lead, all), made))
    leads = []
    purpose = label
  }
  return [
    ...pieces,
    ...leads.map((lead): Piece => ({ kind: 'steps', steps: [doStep(lead.text, lead.from)] })),
  ]
}

const isCauses = (label: string) => /^(?:\w+ )?causes$/i.test(label)

/** What stands right behind a command, or behind the words that announce its answer. */
const isAnswer = (previous: Block | undefined): boolean =>
  previous?.kind === 'code' || (previous?.kind === 'text' && introducesOutput(previous.words.text))

/** The last step so far, where nothing but steps was made behind it. */
function lastStep(pieces: readonly Piece[]): StepDraft | undefined {
  const last = pieces.at(-1)
  return last?.kind === 'steps' ? last.steps.at(-1) : undefined
}

const rowsOf = (block: Extract<Block, { kind: 'code' }>): Said[] => {
  const inside = new Set(block.rows.map(({ line }) => line))
  const edges = block.lines.filter((line) => !inside.has(line))
  return block.rows
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, line }, n) => ({ text, from: n === 0 ? [...edges, line] : [line] }))
}

/** "Then run:" with something to run behind it. */
const introduces = (text: string, next: Block | undefined): boolean =>
  next !== undefined &&
  ['code', 'list', 'table'].includes(next.kind) &&
  (/[:,：]$/.test(text) || next.kind === 'code' || (/\?$/.test(text) && isForked(next)))

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
  const [piece, ...rest] = pieces
  const [step, ...more] = piece?.kind === 'steps' ? piece.steps : []
  if (piece?.kind === 'branches' && isQuestion(lead.text))
    return [
      { ...piece, ask: lead.text.replace(/\s*[:：]$/, ''), from: [...lead.from, ...piece.from] },
      ...rest,
    ]
  if (step) {
    const known = saysAll(step.title, lead.text)
    const first = known
      ? { ...step, from: [...lead.from, ...step.from] }
      : { ...step, details: [...linesOf(lead), ...step.details] }
    return [{ kind: 'steps', steps: [first, ...more] }, ...rest]
  }
  return [{ kind: 'steps', steps: [doStep(lead.text, lead.from)] }, ...pieces]
}

/** Words in front of answers that ask for one of them, and order nothing. */
const isQuestion = (text: string): boolean =>
  text.length <= longestTitle && !text.includes('\n') && !isWarning(text) && !isOrder(text)

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
    return piece.branches.flatMap(underCondition)
  })

/** Out of its question, each step says in which case it is done. */
function underCondition({ title, steps, from }: BranchDraft): StepDraft[] {
  const known = (step: StepDraft) => step.title.startsWith(title)
  if (!steps.every((step) => known(step) || `${title}: ${step.title}`.length <= longestTitle))
    return underTitle(title, from, steps)
  const [first, ...rest] = steps.map((step) =>
    known(step) ? step : { ...step, title: `${title}: ${step.title}` },
  )
  return first ? [{ ...first, from: [...from, ...first.from] }, ...rest] : [doStep(title, from)]
}

const longestTitle = 150

/** A title without a place of its own: a step that says it, with what stands below. */
const underTitle = (title: string, from: Lines, steps: StepDraft[]): StepDraft[] => {
  const [first, ...rest] = steps
  if (!first) return [doStep(title, from)]
  if (first.title === title) return [{ ...first, from: [...from, ...first.from] }, ...rest]
  return [{ ...first, details: [{ text: `${title}:`, from }, ...first.details] }, ...rest]
}
