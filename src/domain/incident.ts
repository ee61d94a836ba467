import type { JsonObject } from './json.ts'
import type { RemediationRecord } from './remediation.ts'
import type { Role } from './service.ts'
import type { Severity } from './severity.ts'

export const statuses = ['declared', 'acknowledged', 'mitigated', 'resolved', 'closed'] as const
export type Status = (typeof statuses)[number]

/** Still worked on. */
export const openStatuses = ['declared', 'acknowledged', 'mitigated'] as const satisfies readonly Status[]

export type Channel = { id: string; name: string }

export type StepStatus = 'open' | 'running' | 'passed' | 'failed' | 'done' | 'skipped'

/** What a responder or a machine made of one step. Absent from the run: still open. */
export type StepRecord = {
  status: StepStatus
  by?: string
  at?: string
  reason?: string
  assignee?: string
  /** One line of what was found or answered. */
  summary?: string
  /** What a person said that a check needs. */
  given?: JsonObject
  /** The newest remediation started from this step. */
  remediation?: string
}

export type PhaseRecord = { startedAt?: string; endedAt?: string; branch?: number; added: string[] }

/** A playbook at work in an incident. `digest` names the playbook as it stood at the start. */
export type Run = {
  id: string
  playbook: string
  title: string
  digest: string
  startedAt: string
  startedBy: string
  /** Index of the phase now worked. */
  phase: number
  phases: PhaseRecord[]
  steps: Record<string, StepRecord>
  endedAt?: string
}

export type ActionItem = {
  id: string
  text: string
  assignee?: string
  due?: string
  done?: boolean
  by: string
}

/** A target that somebody holds by hand. */
export type HandLock = {
  lock: string
  target: string
  until: string
  why: string
  by: string
  /** Only people with one of these roles let it go. */
  release?: Role[]
}

/** One incident, folded from its events. People are Slack user ids; times are ISO strings. */
export type Incident = {
  /** `INC-42` */
  id: string
  number: number
  title: string
  severity: Severity
  status: Status
  service?: string
  commander: string
  declaredBy: string
  declaredAt: string
  acknowledgedAt?: string
  acknowledgedBy?: string
  mitigatedAt?: string
  resolvedAt?: string
  closedAt?: string
  cause?: string
  channel?: Channel
  /** Newest words for stakeholders. */
  update?: { text: string; by: string; at: string }
  runs: Run[]
  remediations: RemediationRecord[]
  actionItems: ActionItem[]
  locks?: HandLock[]
  /** Notes by their source message (`channel/ts`), so that edits and deletions can be followed. */
  kept: Record<string, { seq: number; removed?: boolean }>
  /** What Slack would not let the bot do; each said once. */
  gaps: string[]
  postmortem?: { path: string; at: string }
}
