import { branchOf, isPhase } from '../outline/roles.ts'
import type { Section } from '../outline/section.ts'
import { budgetIn, withoutBudget } from '../outline/times.ts'
import { shorten, titleOf } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { flatSteps, type Piece, piecesOf } from '../steps/pieces.ts'
import type { BranchDraft, PhaseDraft } from './draft.ts'
import type { Shop } from './shop.ts'

/** More answers than this no phase may have. */
const mostBranches = 20

/** A section as phases: its own words first, then each section below it. "If …" sections are branches of one. */
export function phasesOf(section: Section, shop: Shop): PhaseDraft[] {
  const answers = section.children.map((child) => branchOf(child.title))
  const forks =
    section.children.length > 1 && section.children.length <= mostBranches && answers.every(Boolean)
  const own = phasesFrom(section.title, piecesOf(section.blocks, section.title, shop), section.lines)
  if (!forks) {
    const all = [...own, ...section.children.flatMap((child) => childPhases(child, shop))]
    const [first] = all
    if (first && own.length === 0) first.from = [...section.lines, ...first.from]
    return all
  }
  const branches = section.children.map((child, n): BranchDraft => {
    const steps = flatSteps(below(child, shop))
    return { when: shorten(answers[n] ?? child.title, 150), steps, from: child.lines }
  })
  return [...own, branchPhase(section.title, branches, own.length > 0 ? [] : section.lines)]
}

/** A part whose own parts are short is one phase; where they are long, each is one, under both names. */
function childPhases(child: Section, shop: Shop): PhaseDraft[] {
  const chosen = child.children.some((one) => branchOf(one.title) !== undefined)
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
        steps: current().steps,
        from: current().from,
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
  ask: /^(?:option|method|approach|alternative|vari|méthode|método|opción|case|scenario)/i.test(
    branches[0]?.when ?? '',
  )
    ? 'Which of these?'
    : 'What is the case?',
  branches,
  decide: ['one answer is chosen: where several may hold, make steps of them'],
})
