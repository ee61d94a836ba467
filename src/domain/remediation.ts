import type { JsonObject } from './json.ts'
import type { Verification } from './playbook.ts'
import type { Severity } from './severity.ts'

export type Risk = 'low' | 'medium' | 'high'

/** One line of what would change: `before → after`. */
export type Change = { what: string; before: string; after: string }

/** What a remediation found it would do, in words for people and in data for `apply`. */
export type Plan = {
  /** One sentence: "Roll nqba-api back from revision 7 to 6". */
  says: string
  changes: Change[]
  warnings: string[]
  /** The thing that changes, as `Deployment nqba-platform/nqba-api`; one remediation at a time touches it. */
  target: string
  /** Everything `apply` needs, frozen here: the plan shown is the plan applied. */
  data: JsonObject
}

/** More than a tired human reads at a glance: a message shows so many, and the rest goes into its thread. */
export const glance = { changes: 6, warnings: 3 }

export const isLong = ({ changes, warnings }: Plan): boolean =>
  changes.length > glance.changes || warnings.length > glance.warnings

export const remediationStates = [
  'planned',
  'approved',
  'running',
  'applied',
  'verified',
  'failed',
  'unknown',
  'rejected',
  'expired',
  'stale',
] as const
export type RemediationState = (typeof remediationStates)[number]

export type Decision = { by: string; at: string }

/** A remediation bound to an incident. Times are ISO strings. */
export type RemediationRecord = {
  id: string
  name: string
  title: string
  risk: Risk
  input: JsonObject
  plan: Plan
  /** Digest of `name`, `input` and `plan`: what an approval is bound to. */
  hash: string
  state: RemediationState
  requestedBy: string
  requestedAt: string
  severity: Severity
  approvalsNeeded: number
  approvals: Decision[]
  expiresAt: string
  run?: string
  step?: string
  verify?: Verification
  rejected?: Decision & { reason: string }
  startedAt?: string
  appliedAt?: string
  endedAt?: string
  /** What was seen after it ran, or why it is failed, stale or unknown. */
  outcome?: string
  evidence: string[]
}

/** The states in which nothing more happens to it by itself. */
export const ended = (state: RemediationState): boolean =>
  ['verified', 'failed', 'unknown', 'rejected', 'expired', 'stale'].includes(state)
