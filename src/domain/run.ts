import type { Incident, PhaseRecord, Run, StepRecord } from './incident.ts'
import { type Phase, type Playbook, phaseSteps, type Step, type StepId } from './playbook.ts'

export type RunStep = { id: StepId; step: Step; record: StepRecord }

const untouched: StepRecord = { status: 'open' }

/** The steps a responder sees in a phase: the phase's own, the chosen branch's, then the added ones. */
export function runSteps(run: Run, playbook: Playbook, index: number): RunStep[] {
  const phase = playbook.phases[index]
  if (!phase) return []
  const record = run.phases[index]
  const planned = phaseSteps(phase, index, record?.branch)
  const added = (record?.added ?? []).map((title, n) => ({
    id: `${index}.x${n}`,
    step: { kind: 'do', title } satisfies Step,
  }))
  return [...planned, ...added].map(({ id, step }) => ({ id, step, record: run.steps[id] ?? untouched }))
}

export function findStep(run: Run, playbook: Playbook, id: StepId): RunStep | undefined {
  return runSteps(run, playbook, phaseOf(id)).find((one) => one.id === id)
}

/** Index of the phase a step id belongs to. */
export const phaseOf = (id: StepId): number => Number.parseInt(id, 10)

/**
 * Nothing is left to do on it. A failed check is an answer, so it settles its step; a failed remediation
 * is a problem, so it does not.
 */
export function settled({ step, record }: RunStep): boolean {
  if (record.status === 'failed') return step.kind === 'check'
  return ['passed', 'done', 'skipped'].includes(record.status)
}

/** Every step settled, and the phase's question answered. */
export function phaseSettled(run: Run, playbook: Playbook, index: number): boolean {
  const phase = playbook.phases[index]
  if (!phase) return false
  if (waitsForBranch(phase, run.phases[index])) return false
  const steps = runSteps(run, playbook, index)
  return steps.length > 0 && steps.every(settled)
}

export const waitsForBranch = (phase: Phase, record: PhaseRecord | undefined): boolean =>
  phase.branches.length > 0 && record?.branch === undefined

/** The run people work now: the newest that has not ended, else the newest. */
export function currentRun(incident: Incident): Run | undefined {
  return incident.runs.findLast((run) => !run.endedAt) ?? incident.runs.at(-1)
}

/** The first step of the current phase that still wants somebody. */
export function nextStep(run: Run, playbook: Playbook): RunStep | undefined {
  return runSteps(run, playbook, run.phase).find((one) => !settled(one))
}
