import type { Incident, Status, StepRecord } from '../../domain/incident.ts'
import type { RemediationRecord, RemediationState } from '../../domain/remediation.ts'
import type { Severity } from '../../domain/severity.ts'

const severityMarks: Record<Severity, string> = { p0: '🔴', p1: '🟠', p2: '🟡', p3: '⚪' }

/** `🔴 P0` */
export const severityMark = (severity: Severity): string =>
  `${severityMarks[severity]} ${severity.toUpperCase()}`

/** The same, or `✅ P0` once it is over: in a channel of many incidents the eye finds the ones that are not. */
export const incidentMark = ({ severity, status }: Pick<Incident, 'severity' | 'status'>): string =>
  status === 'resolved' || status === 'closed' ? `✅ ${severity.toUpperCase()}` : severityMark(severity)

export const statusWords: Record<Status, string> = {
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
  closed: 'Closed',
}

export const mark = {
  open: '○',
  running: '◐',
  passed: '✓',
  failed: '✕',
  skipped: '↷',
  waiting: '⏳',
  warning: '⚠',
  glass: '🚨',
  undone: '↩',
  lock: '🔒',
  question: '❔',
}

const remediationMarks: Record<RemediationState, string> = {
  planned: mark.waiting,
  approved: mark.running,
  running: mark.running,
  applied: mark.running,
  verified: mark.passed,
  failed: mark.failed,
  unknown: mark.warning,
  rejected: mark.open,
  expired: mark.open,
  stale: mark.open,
}

export const remediationMark = (state: RemediationState): string => remediationMarks[state]

const stepMarks: Record<StepRecord['status'], string> = {
  open: mark.open,
  running: mark.running,
  passed: mark.passed,
  done: mark.passed,
  failed: mark.failed,
  skipped: mark.skipped,
}

/** A step's own mark, or that of the remediation at work on it. */
export function stepMark(record: StepRecord, remediation?: RemediationRecord): string {
  if (record.status === 'done' && remediation?.standing?.state === 'undone') return mark.undone
  const moving = record.status === 'open' || record.status === 'failed'
  return moving && remediation && remediationMarks[remediation.state] !== mark.open
    ? remediationMarks[remediation.state]
    : stepMarks[record.status]
}
