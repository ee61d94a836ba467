import type { PhaseDraft, PlaybookDraft } from '../draft/draft.ts'

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
  if (groups.length === 1) return [draft]
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

/** A step counts for each piece that its details will be cut into. */
const weightOf = ({ steps, branches }: PhaseDraft): number =>
  [...steps, ...branches.flatMap((branch) => branch.steps)].reduce(
    (sum, { details }) =>
      sum + 1 + Math.floor(details.reduce((all, { text }) => all + text.length, 0) / 2000),
    1,
  )

function pieces(phase: PhaseDraft): PhaseDraft[] {
  if (phase.steps.length <= mostInPhase) return [phase]
  const count = Math.ceil(phase.steps.length / mostInPhase)
  return Array.from({ length: count }, (_, n) => ({
    ...phase,
    name: n === 0 ? phase.name : `${phase.name.slice(0, 60)} (part ${n + 1})`,
    steps: phase.steps.slice(n * mostInPhase, (n + 1) * mostInPhase),
    branches: n === count - 1 ? phase.branches : [],
    from: n === 0 ? phase.from : [],
    decide: n === count - 1 ? phase.decide : [],
  }))
}
