import type { Block, Item } from '../blocks/block.ts'
import type { BranchDraft, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { branchOf, isPhase } from '../outline/roles.ts'
import { shorten, titleOf } from '../outline/title.ts'
import { belowOf } from './below.ts'
import { inlineStep } from './of-text.ts'
import { flatSteps, linesOf, type Piece, phasePiece, piecesOf } from './pieces.ts'
import { firstSentence, saysAll } from './sentence.ts'
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

/** "If the disk is full: …", "If the disk is full, …": the condition, and what to do then. */
const inParts = ({ words }: Item) =>
  /^(.{3,120}?):\s+([\s\S]+)$/.exec(words.text) ??
  /^((?:if|when|falls|wenn|si|en cas de)\b(?:[^,()`]|\([^)]*\)){3,120}),\s+(?!or |and |oder |und |ou |et )(?:then |dann |so )?([\s\S]+)$/i.exec(
    words.text,
  ) ??
  []

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
  const steps = [...first, ...flatSteps(piecesOf(blocks, when, shop))]
  const long = when.length > 150 ? [doStep(words.text, lines)] : []
  return [{ when: shorten(titleOf(when), 150), steps: steps.length > 0 ? steps : long, from: lines }]
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
