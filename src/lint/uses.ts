import type { JsonObject } from '../domain/json.ts'
import { stillAsked } from '../domain/needs.ts'
import type { Playbook, Step } from '../domain/playbook.ts'
import type { Path } from '../library/mistake.ts'

/** A list of steps as it stands in the file: a phase's own, or those of a branch. */
export type StepList = { path: Path; phase: number; steps: readonly Step[] }

export const stepLists = ({ phases }: Pick<Playbook, 'phases'>): StepList[] =>
  phases.flatMap(({ steps, branches }, phase) => [
    { path: ['phases', phase, 'steps'], phase, steps },
    ...branches.map((branch, n) => ({
      path: ['phases', phase, 'branches', n, 'steps'],
      phase,
      steps: branch.steps,
    })),
  ])

/** A check or remediation named by a step. `path` leads to its inputs. */
export type Use = {
  kind: 'check' | 'fix'
  name: string
  input: JsonObject
  path: Path
  title: string
  /** Somebody is asked for the rest of its inputs when the step is reached. */
  asks: boolean
}

export const usesOf = (playbook: Playbook): Use[] =>
  stepLists(playbook).flatMap(({ path, steps }) => steps.flatMap((step, n) => ofStep(step, [...path, n])))

function ofStep(step: Step, path: Path): Use[] {
  const { title } = step
  const asks = stillAsked(step).length > 0
  if (step.kind === 'check')
    return [{ kind: 'check', name: step.check, input: step.with, path: [...path, 'with'], title, asks }]
  if (step.kind !== 'fix') return []
  const { verify } = step
  return [
    { kind: 'fix', name: step.remediation, input: step.with, path: [...path, 'with'], title, asks },
    ...(verify
      ? [
          {
            kind: 'check' as const,
            name: verify.check,
            input: verify.with,
            path: [...path, 'verify', verify.check],
            title,
            asks: false,
          },
        ]
      : []),
  ]
}
