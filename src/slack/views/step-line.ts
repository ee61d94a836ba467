import type { Incident } from '../../domain/incident.ts'
import { bot } from '../../domain/incident-event.ts'
import type { RemediationRecord, RemediationState } from '../../domain/remediation.ts'
import { type RunStep, settled } from '../../domain/run.ts'
import { line, person } from '../mrkdwn.ts'
import { stepMark } from './marks.ts'

const remediationWords: Partial<Record<RemediationState, string>> = {
  planned: 'waits for approval',
  approved: 'approved, starting',
  running: 'running',
  applied: 'applied, being verified',
  unknown: '*outcome unknown: look now*',
}

/** The newest remediation started from a step. */
export const remediationOf = (incident: Incident, step: RunStep): RemediationRecord | undefined =>
  incident.remediations.find((one) => one.id === step.record.remediation)

/** A step in one line: mark, title, what came of it, who has it. At most about 450 characters. */
export function stepLine(incident: Incident, step: RunStep): string {
  const { record } = step
  const remediation = remediationOf(incident, step)
  const title = line(step.step.title, 160)
  const parts = [
    settled(step) ? title : `*${title}*`,
    came(step, remediation),
    record.assignee && !settled(step) && person(record.assignee),
    record.by && record.by !== bot && settled(step) && person(record.by),
  ]
  return `${stepMark(record, remediation)} ${parts.filter(Boolean).join(' · ')}`
}

function came({ record }: RunStep, remediation: RemediationRecord | undefined): string | undefined {
  if (record.status === 'skipped') return `skipped: ${line(record.reason ?? 'no reason given', 140)}`
  const state = record.status === 'done' ? undefined : remediation && remediationWords[remediation.state]
  if (state) return state
  return record.summary === undefined ? undefined : line(record.summary, 180)
}
