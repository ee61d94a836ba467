import type { Incident } from '../../domain/incident.ts'
import { bot } from '../../domain/incident-event.ts'
import { ended, type RemediationRecord, type RemediationState } from '../../domain/remediation.ts'
import { type RunStep, settled } from '../../domain/run.ts'
import { ago, bold, line, person } from '../mrkdwn.ts'
import { stepMark } from './marks.ts'

const remediationWords: Partial<Record<RemediationState, string>> = {
  planned: 'waits for approval',
  approved: 'approved, starting',
  running: 'running',
  applied: 'applied, being verified',
  unknown: '*outcome unknown: look now*',
}

const wordsFor = ({ state, approvalsNeeded }: RemediationRecord): string | undefined =>
  state === 'planned' && approvalsNeeded === 0 ? 'ready to run' : remediationWords[state]

/** The newest remediation started from a step. */
export const remediationOf = (incident: Incident, step: RunStep): RemediationRecord | undefined =>
  incident.remediations.find((one) => one.id === step.record.remediation)

/** A step in one line: mark, title, what came of it, who has it. At most about 450 characters. */
export function stepLine(incident: Incident, step: RunStep): string {
  const { record } = step
  const remediation = remediationOf(incident, step)
  const title = line(step.step.title, 160)
  const parts = [
    settled(step) ? title : bold(title),
    came(step, remediation),
    record.assignee && !settled(step) && person(record.assignee),
    record.by && record.by !== bot && settled(step) && person(record.by),
  ]
  return `${stepMark(record, remediation)} ${parts.filter(Boolean).join(' · ')}`
}

/** What the step did was put back since, and nothing new is on its way. */
export const undoneSince = (incident: Incident, step: RunStep): boolean =>
  step.record.status === 'done' && remediationOf(incident, step)?.standing?.state === 'undone'

function came({ record }: RunStep, remediation: RemediationRecord | undefined): string | undefined {
  if (record.status === 'done' && remediation?.standing?.state === 'undone')
    return `done, then *put back* ${ago(remediation.standing.at)}`
  if (record.status === 'skipped') return `skipped: ${line(record.reason ?? 'no reason given', 140)}`
  const moving = record.status !== 'done' || (remediation && !ended(remediation.state))
  const state = moving && remediation ? wordsFor(remediation) : undefined
  if (state) return state
  return record.summary === undefined ? undefined : line(record.summary, 180)
}
