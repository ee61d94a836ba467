import type { Incident, Run } from '../../domain/incident.ts'
import type { Playbook } from '../../domain/playbook.ts'
import { nextStep, waitsForBranch } from '../../domain/run.ts'
import { bold, line, moment, person } from '../mrkdwn.ts'
import { budget } from './budget.ts'
import { mark, stepMark } from './marks.ts'

/** A run on the card: where it is, how much time is left, and the next step. */
export function runLines(incident: Incident, run: Run, playbook: Playbook, now: Date): (string | false)[] {
  const title = bold(line(run.title, 100))
  if (run.endedAt) return [`${mark.passed} ${title} · finished ${moment(run.endedAt)}`]
  const phase = playbook.phases[run.phase]
  if (!phase) return [title]
  const left = budget(phase, run.phases[run.phase], now)
  return [
    `${title} · phase ${run.phase + 1} of ${playbook.phases.length}: ${line(phase.name, 80)}`,
    left !== undefined && left,
    next(incident, run, playbook),
  ]
}

function next(incident: Incident, run: Run, playbook: Playbook): string {
  const step = nextStep(run, playbook)
  const phase = playbook.phases[run.phase]
  if (!step && phase && waitsForBranch(phase, run.phases[run.phase]))
    return `To decide: ${line(phase.ask ?? 'Which branch fits?', 120)}`
  if (!step) return 'Every step is settled: move on when ready'
  const remediation = incident.remediations.find((one) => one.id === step.record.remediation)
  const assignee = step.record.assignee ? ` · ${person(step.record.assignee)}` : ''
  return `Next: ${stepMark(step.record, remediation)} ${line(step.step.title, 120)}${assignee}`
}
