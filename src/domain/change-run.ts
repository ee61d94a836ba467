import type { Incident, PhaseRecord, Run, StepRecord } from './incident.ts'

export function withRun(incident: Incident, id: string, change: (run: Run) => Run): Incident {
  return { ...incident, runs: incident.runs.map((run) => (run.id === id ? change(run) : run)) }
}

export function withPhase(
  incident: Incident,
  id: string,
  index: number,
  change: (phase: PhaseRecord) => PhaseRecord,
) {
  return withRun(incident, id, (run) => ({
    ...run,
    phases: run.phases.map((phase, n) => (n === index ? change(phase) : phase)),
  }))
}

export function withStep(
  incident: Incident,
  run: string,
  step: string,
  change: (record: StepRecord) => StepRecord,
): Incident {
  return withRun(incident, run, (one) => ({
    ...one,
    steps: { ...one.steps, [step]: change(one.steps[step] ?? { status: 'open' }) },
  }))
}
