import { alternatives, answerOf } from '../outline/answer.ts'
import { isPhase } from '../outline/roles.ts'
import type { Section } from '../outline/section.ts'
import { budgetIn, withoutBudget } from '../outline/times.ts'
import { shorten, titleOf } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { flatSteps, type Piece, piecesOf } from '../steps/pieces.ts'
import type { BranchDraft, PhaseDraft } from './draft.ts'
import type { Shop } from './shop.ts'

/** A section as phases: its own words first, then each section below it. Answers side by side are one question. */
export function phasesOf(section: Section, shop: Shop): PhaseDraft[] {
  const phases = phasesFrom(section.title, piecesOf(section.blocks, section.title, shop), section.lines)
  const own = phases.length
  for (const { all, fork } of forksIn(section.children)) {
    if (!fork) {
      phases.push(...all.flatMap((child) => childPhases(child, shop)))
      continue
    }
    const question = branchPhase(
      section.title,
      all.map((child) => branchOf(child, shop)),
      [],
    )
    const last = phases.at(-1)
    if (last && phases.length === own && last.branches.length === 0 && last.name === question.name)
      phases[own - 1] = { ...question, ...last, branches: question.branches, decide: question.decide }
    else phases.push(question)
  }
  const [first] = phases
  if (first && own === 0) first.from = [...section.lines, ...first.from]
  return phases
}

/** Sections side by side that exclude each other. A cause is an answer where something is done about it. */
export const forksIn = (sections: readonly Section[]) =>
  alternatives(sections, (one) => {
    const kind = answerOf(one.title)?.kind
    return kind === 'cause' && !isActed(one) ? undefined : kind
  })

const isActed = ({ blocks, children }: Section): boolean =>
  children.length > 0 || blocks.some(({ kind }) => kind === 'list' || kind === 'code')

const branchOf = (child: Section, shop: Shop): BranchDraft => ({
  title: child.title,
  when: shorten(answerOf(child.title)?.when ?? child.title, 150),
  steps: flatSteps(below(child, shop)),
  from: child.lines,
})

/** A part whose own parts are short is one phase; where they are long, each is one, under both names. */
function childPhases(child: Section, shop: Shop): PhaseDraft[] {
  const chosen = forksIn(child.children).some(({ fork }) => fork)
  if (child.children.length > 0 && isPhase(child.title) && !chosen) {
    const pieces = below(child, shop)
    const steps = flatSteps(pieces)
    if (steps.length <= mostMerged && !pieces.some(asks))
      return phasesFrom(child.title, [{ kind: 'steps', steps }], child.lines)
  }
  const found = phasesOf(child, shop)
  const phases = isPhase(child.title)
    ? found.map((one) =>
        isPhase(one.name)
          ? one
          : { ...one, name: shorten(`${emptyPhase(child.title, []).name}: ${one.name}`, 75) },
      )
    : found
  return phases.length > 0 ? phases : [{ ...emptyPhase(child.title, child.lines), steps: [] }]
}

const mostMerged = 12

const asks = (piece: Piece): boolean =>
  piece.kind === 'branches' || (piece.kind === 'phase' && piece.pieces.some(asks))

/** Everything below a section as pieces in one row. */
const below = (section: Section, shop: Shop): Piece[] => [
  ...piecesOf(section.blocks, section.title, shop),
  ...section.children.map(
    (child): Piece => ({ kind: 'phase', name: child.title, pieces: below(child, shop), from: child.lines }),
  ),
]

/** Pieces as phases under one name: branches end a phase, and a part that is a phase stands by itself. */
export function phasesFrom(title: string, pieces: readonly Piece[], from: Lines): PhaseDraft[] {
  const phases: PhaseDraft[] = []
  let open: PhaseDraft | undefined
  const current = (): PhaseDraft => {
    if (!open) {
      open = emptyPhase(title, phases.length === 0 ? from : [])
      phases.push(open)
    }
    return open
  }
  for (const piece of pieces) {
    if (piece.kind === 'steps') for (const one of piece.steps) current().steps.push(one)
    else if (piece.kind === 'phase') {
      const inside = phasesFrom(piece.name, piece.pieces, piece.from)
      const [first] = inside
      if (first && piece.within !== undefined) first.within = piece.within
      phases.push(...inside)
      open = undefined
    } else {
      Object.assign(current(), branchPhase(title, piece.branches, piece.from), {
        ...(piece.ask === undefined ? {} : { ask: piece.ask }),
        steps: current().steps,
        from: [...current().from, ...piece.from],
        name: current().name,
      })
      open = undefined
    }
  }
  // A heading whose words went to no phase of its own stands with the first below it.
  const [first] = phases
  if (first && open !== first && !from.every((line) => phases.some((one) => one.from.includes(line))))
    first.from = [...from, ...first.from]
  return phases
}

const emptyPhase = (title: string, from: Lines): PhaseDraft => {
  const within = budgetIn(title)
  const name = shorten(titleOf(withoutBudget(title)), 75)
  return { name, ...(within === undefined ? {} : { within }), steps: [], branches: [], decide: [], from }
}

const branchPhase = (title: string, branches: BranchDraft[], from: Lines): PhaseDraft => ({
  ...emptyPhase(title, from),
  ask: questions[answerOf(branches[0]?.title ?? '')?.kind ?? 'condition'],
  branches,
  decide: ['one answer is chosen: where several may hold, make steps of them'],
})

const questions = {
  condition: 'What is the case?',
  otherwise: 'What is the case?',
  option: 'Which of these?',
  cause: 'What is the cause?',
}
