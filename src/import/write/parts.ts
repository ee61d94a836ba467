import type { PhaseDraft, PlaybookDraft, StepDraft } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import { fitting } from './step-data.ts'

/** More than this in one file nobody walks through, and no file may be larger than 1 MB. */
const mostSteps = 200
const mostInPhase = 60

/** A playbook that is too long for one file as several, in order. */
export function parts(draft: PlaybookDraft): PlaybookDraft[] {
  const groups: PhaseDraft[][] = [[]]
  let size = 0
  for (const phase of draft.phases.flatMap(pieces)) {
    const weight = weightOf(phase)
    if (size > 0 && size + weight > mostSteps) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(phase)
    size += weight
  }
  if (groups.length === 1) return [{ ...draft, phases: groups[0] ?? [] }]
  return groups.map((phases, n) =>
    n === 0
      ? { ...draft, phases }
      : {
          ...draft,
          title: `${draft.title.slice(0, 130)} (part ${n + 1})`,
          phases,
          summary: [],
          alerts: [],
          when: [],
          symptoms: [],
          from: [],
        },
  )
}

const weightOf = ({ steps, branches }: PhaseDraft): number =>
  branches.reduce((sum, branch) => sum + branch.steps.length + 1, steps.length + 1)

function pieces(given: PhaseDraft): PhaseDraft[] {
  const cut = (steps: readonly StepDraft[]) => steps.flatMap(fitting)
  const branches = given.branches.map((branch) => ({ ...branch, steps: cut(branch.steps) }))
  const phase = { ...given, steps: cut(given.steps), branches }
  const { ask: _, ...plain } = phase
  // Answers that are books of their own are told one after another.
  if (weightOf({ ...phase, steps: [] }) > mostSteps)
    return [
      ...pieces({ ...plain, branches: [], decide: [] }),
      ...branches.flatMap(({ title, steps, from }) =>
        pieces({ name: shorten(title, 75), steps, branches: [], decide: [], from }),
      ),
    ].filter(({ steps }) => steps.length > 0)
  if (phase.steps.length <= mostInPhase) return [phase]
  const count = Math.ceil(phase.steps.length / mostInPhase)
  return Array.from({ length: count }, (__, n) => ({
    ...(n === count - 1 ? phase : plain),
    name: n === 0 ? phase.name : `${phase.name.slice(0, 60)} (part ${n + 1})`,
    steps: phase.steps.slice(n * mostInPhase, (n + 1) * mostInPhase),
    branches: n === count - 1 ? phase.branches : [],
    from: n === 0 ? phase.from : [],
    decide: n === count - 1 ? phase.decide : [],
  }))
}
