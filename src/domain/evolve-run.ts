import { withPhase, withRun, withStep } from './change-run.ts'
import { evolveRemediation } from './evolve-remediation.ts'
import type { Incident, PhaseRecord } from './incident.ts'
import type { RemediationEvent, RunEvent, TimelineEntry } from './incident-event.ts'
import { phaseOf } from './run.ts'

/** What an event makes of the incident's runs; remediation events go on to their own fold. */
export function evolveRun(
  incident: Incident,
  event: RunEvent | RemediationEvent,
  { at, actor }: TimelineEntry,
): Incident {
  switch (event.type) {
    case 'run-started':
      return {
        ...incident,
        runs: [
          ...incident.runs,
          {
            id: event.run,
            playbook: event.playbook,
            title: event.title,
            digest: event.digest,
            startedAt: at,
            startedBy: actor,
            phase: 0,
            phases: Array.from({ length: event.phases }, () => ({ added: [] })),
            steps: {},
          },
        ],
      }
    case 'phase-started':
      return withRun(incident, event.run, (run) => ({
        ...run,
        phase: event.phase,
        phases: run.phases.map((phase, index) => startedPhase(phase, index, event.phase, at)),
      }))
    case 'branch-chosen':
      return withPhase(incident, event.run, event.phase, (phase) => ({ ...phase, branch: event.branch }))
    case 'run-finished':
      return withRun(incident, event.run, (run) => ({
        ...run,
        endedAt: at,
        phases: run.phases.map((phase) =>
          phase.startedAt && !phase.endedAt ? { ...phase, endedAt: at } : phase,
        ),
      }))
    case 'step-done':
      return withStep(incident, event.run, event.step, (step) => ({
        ...step,
        status: 'done',
        by: actor,
        at,
        ...(event.summary && { summary: event.summary }),
      }))
    case 'step-skipped':
      return withStep(incident, event.run, event.step, (step) => ({
        ...step,
        status: 'skipped',
        by: actor,
        at,
        reason: event.reason,
      }))
    case 'step-assigned':
      return withStep(incident, event.run, event.step, (step) => ({ ...step, assignee: event.to }))
    case 'step-added':
      return withPhase(incident, event.run, phaseOf(event.step), (phase) => ({
        ...phase,
        added: [...phase.added, event.title],
      }))
    case 'check-started':
      return withStep(incident, event.run, event.step, (step) => ({
        ...step,
        status: 'running',
        by: actor,
        at,
        ...(event.given && { given: event.given }),
      }))
    case 'check-finished':
      return withStep(incident, event.run, event.step, (step) => ({
        ...step,
        status: event.passed ? 'passed' : 'failed',
        by: actor,
        at,
        summary: event.summary,
      }))
    default:
      return evolveRemediation(incident, event, at, actor)
  }
}

function startedPhase(phase: PhaseRecord, index: number, started: number, at: string): PhaseRecord {
  if (index === started) return { ...phase, startedAt: phase.startedAt ?? at }
  return phase.startedAt && !phase.endedAt ? { ...phase, endedAt: at } : phase
}
