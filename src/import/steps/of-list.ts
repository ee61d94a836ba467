import type { Block, Item } from '../blocks/block.ts'
import type { BranchDraft, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { alternatives } from '../outline/answer.ts'
import { clauseOf } from '../outline/clause.ts'
import { isPhase } from '../outline/roles.ts'
import { shorten, titleOf } from '../outline/title.ts'
import { belowOf } from './below.ts'
import { inlineStep } from './of-text.ts'
import { flatSteps, linesOf, type Piece, phasePiece, piecesOf } from './pieces.ts'
import { firstSentence, saysAll } from './sentence.ts'
import { doStep } from './step.ts'

type List = Extract<Block, { kind: 'list' }>

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
  return alternatives(items, ({ words }) => clauseOf(words)?.kind).flatMap(({ all, fork }): Piece[] =>
    fork
      ? [{ kind: 'branches', branches: all.flatMap((item) => branchDraft(item, shop)), from: [] }]
      : [{ kind: 'steps', steps: all.flatMap((item) => itemSteps(item, label, shop)) }],
  )
}

/** What an entry says to do then, and what stands below it, as one answer. */
function branchDraft({ words, blocks, lines }: Item, shop: Shop): BranchDraft[] {
  const clause = clauseOf(words)
  if (!clause) return []
  const { title, when, deed } = clause
  const first: Block[] = deed.text === '' ? [] : [{ kind: 'text', words: deed, lines: [] }]
  const steps = flatSteps(piecesOf([...first, ...blocks], when, shop))
  const long = steps.length === 0 && when.length > 150 ? [doStep(words.text, lines)] : steps
  return [{ title, when: shorten(titleOf(when), 150), steps: long, from: lines }]
}

/** One entry: what stands below it becomes its details, or steps of its own where it holds code. */
export function itemSteps({ words, blocks, lines }: Item, label: string, shop: Shop): StepDraft[] {
  const text = words.text === '' ? label : words.text
  const [head, tail] = firstSentence(text)
  const title = titleOf(head.replace(/\s*:$/, ''))
  if (blocks.some(({ kind }) => kind === 'code')) {
    const [first, ...rest] = flatSteps(piecesOf(blocks, title, shop))
    if (!first) return [doStep(text, lines)]
    if (words.text === '') return [first, ...rest]
    const more = tail === '' ? [] : [{ text: tail, from: [] }]
    if (rest.length > 0 || title.length > 150)
      return [{ ...first, details: [...linesOf({ text, from: lines }), ...first.details] }, ...rest]
    const said = saysAll(`${title} ${tail}`, first.title) ? [] : [{ text: first.title, from: [] }]
    return [
      { ...first, title, details: [...more, ...said, ...first.details], from: [...lines, ...first.from] },
    ]
  }
  const below = blocks.flatMap((block) => belowOf(block, 0))
  const machine = inlineStep(words, lines, shop)
  if (machine) return [{ ...machine, details: [...machine.details, ...below] }]
  if (isPromise(head) && blocks.length === 1 && blocks[0]?.kind === 'list')
    return flatSteps(listPieces(blocks[0], title, shop)).map((step, n) =>
      n === 0 ? { ...step, from: [...lines, ...step.from] } : step,
    )
  return [
    doStep(head.replace(/:$/, ''), lines, [...(tail === '' ? [] : [{ text: tail, from: [] }]), ...below]),
  ]
}

/** "Steps:" says nothing itself. */
const isPromise = (text: string): boolean =>
  /^(?:steps|procedure|schritte|étapes|pasos|then|do the following)\s*:?$/i.test(text)
