import type { JsonObject } from './json.ts'
import type { Verification } from './playbook.ts'
import type { Severity } from './severity.ts'

export type Risk = 'low' | 'medium' | 'high'

/** One line of what would change: `before → after`. `momentary`: it leaves nothing behind, as a restart. */
export type Change = { what: string; before: string; after: string; momentary?: true }

/** What a remediation found it would do, in words for people and in data for `apply`. */
export type Plan = {
  /** One sentence: "Roll nqba-api back from revision 7 to 6". */
  says: string
  changes: Change[]
  warnings: string[]
  /** The thing that changes, as `Deployment nqba-platform/nqba-api`; one remediation at a time touches it. */
  target: string
  /** What else it changes, named in the same way, and locks together with the target. */
  touches?: string[]
  /** It stays until somebody puts it back: it stands in the ledger once it is made. */
  lasting: boolean
  /** Lasting, and no way back is known: a person has to put it back by hand. */
  irreversible?: true
  /** It only looks: nobody has to approve it. */
  readOnly?: true
  /** Where the risk depends on what is asked: instead of the remediation's own. */
  risk?: Risk
  /** One line on the rights of the service account: held, or not known. Missing ones make no plan. */
  rights?: string
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

/** A temporary change in the ledger. `kept`: until a date, by an owner. `permanent`: nobody puts it back. */
export type Standing = {
  state: 'standing' | 'undone' | 'kept' | 'permanent'
  at: string
  by?: string
  /** Who puts a kept change back, and by when (ISO). */
  owner?: string
  until?: string
  reason?: string
  /** The remediation that undid it. */
  undoneBy?: string
}

/** Proceeding without the approval that policy asks for: said aloud, and looked at afterwards. */
export type BrokenGlass = Decision & { reason: string; reviewed?: Decision & { says: string } }

export type Question = Decision & { text: string }

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
  /** Why it is asked for, in the words of the one who asks. */
  reason?: string
  /** The remediation that this one puts back. */
  undoes?: string
  /** Why it needs no approval: the words of the rule in service.yml. */
  preauthorized?: string
  /** Who let run what needs no approval. */
  confirmed?: Decision
  brokenGlass?: BrokenGlass
  /** Who was asked to approve by direct message. */
  asked?: string[]
  questions?: Question[]
  /** What the verification saw just before the change. */
  before?: { passed: boolean; summary: string; evidence: string[] }
  rejected?: Decision & { reason: string }
  /** Nobody saw how it ended; who looked, and what they say. */
  settled?: Decision & { as: 'applied' | 'not-applied'; says: string }
  startedAt?: string
  /** Which try made it or makes it: what an earlier one has to say counts no more. */
  attempt?: number
  /** How often its job had been taken up when that try began; what is taken up after that only looks. */
  taken?: number
  /** While it is being made, its targets are held until then, and no longer. */
  leaseUntil?: string
  appliedAt?: string
  endedAt?: string
  /** What was seen after it ran, or why it is failed, stale or unknown. */
  outcome?: string
  evidence: string[]
  /** What a command wrote, redacted and capped. */
  output?: string[]
  /** Its place in the ledger, once it is made and stays. */
  standing?: Standing
}

/** The states in which nothing more happens to it by itself. */
export const ended = (state: RemediationState): boolean =>
  ['verified', 'failed', 'unknown', 'rejected', 'expired', 'stale'].includes(state)

/** Objects that carry the mark of what was made. */
const marked = /^(Deployment|ConfigMap) ([^\s/]+)\/([^\s/]+)$/

/** What a person looks at to tell whether a change was made: the target, and how it shows there. */
export function whereToLook({ id, plan }: Pick<RemediationRecord, 'id' | 'plan'>): string {
  const [, kind, namespace, name] = marked.exec(plan.target) ?? []
  if (!kind) return plan.target
  return `${plan.target}, which says muster.dev/remediation: ${id} if it was made (kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o yaml)`
}
