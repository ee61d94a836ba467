import type { JsonObject } from './json.ts'
import type { Severity } from './severity.ts'

/** What a service promises at one severity. Times in milliseconds. */
export type Pledge = {
  definition?: string
  respondWithinMs?: number
  resolveWithinMs?: number
  updateEveryMs?: number
}

export type ApprovalRule = {
  /** Distinct people, never the requester. 0: no approval asked. */
  count: number
  /** Any of these roles, or any of these people, may approve. */
  roles: Role[]
  people: string[]
}

/** Hours of certain days, in the organisation's time zone. `from` after `to` goes past midnight. */
export type Hours = { days: number[]; from: string; to: string }

/** Instead of the severity's rule, where all that is named fits. The first that fits counts. */
export type ApprovalException = ApprovalRule & {
  /** Why, in words shown with the request. */
  because: string
  severities?: Severity[]
  risks?: ('low' | 'medium' | 'high')[]
  remediations?: string[]
  /** Names of deployments, ConfigMaps, caches, commands, requests. */
  targets?: string[]
  /** Only then: a maintenance window. */
  during?: Hours
}

/** A value that a declared command or request takes. Text must match the whole pattern. */
export type Parameter =
  | { kind: 'text'; pattern: string; maxLength: number; default?: string }
  | { kind: 'number'; min: number; max: number; default?: number }
  | { kind: 'choice'; options: string[]; default?: string }

/** How what a command or request did is put back: another one of the service, with its parameters. */
export type DeclaredUndo = { name: string; with: JsonObject }

/** A program that `run-command` may run, exactly as declared. `{name}` stands for a parameter, within one argument. */
export type Command = {
  name: string
  summary: string
  /** It only looks: a check may run it by itself, and nobody approves it. */
  readOnly: boolean
  /** What changes, for the plan: before and after in words. */
  changes: string
  risk: 'low' | 'medium' | 'high'
  /** Program and arguments. The program is an absolute path, or a name that the operator has allowed. */
  run: string[]
  /** Run for the plan: read-only, its output shows what would change. */
  preview?: string[]
  /** Read-only too: it ends with 0 once the command has taken effect. */
  verify?: string[]
  parameters: Record<string, Parameter>
  environment: Record<string, string>
  timeoutMs: number
  /** Run twice it does no more than once, so that a run nobody saw the end of may be tried again. */
  idempotent: boolean
  lasting: boolean
  /** Deployments, ConfigMaps and caches that it changes too: their locks and freezes count for it. */
  touches: string[]
  undo?: DeclaredUndo
}

/** An address that `http-request` may ask, exactly as declared. */
export type DeclaredRequest = {
  name: string
  summary: string
  changes: string
  risk: 'low' | 'medium' | 'high'
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `{name}` stands for a parameter, encoded; never in the host. */
  url: string
  headers: Record<string, string>
  /** Headers whose values stand in an environment variable of the bot, by its name. */
  secretHeaders: Record<string, string>
  body?: JsonObject
  parameters: Record<string, Parameter>
  /** Statuses that mean success. */
  expect: number[]
  timeoutMs: number
  idempotent: boolean
  lasting: boolean
  /** As of a command. */
  touches: string[]
  undo?: DeclaredUndo
}

export type Cache = {
  name: string
  /** Reach it by pod exec: a selector in the service's namespace, and the container. */
  selector?: string
  container?: string
  /** … or directly; `redis://` or `rediss://`. */
  url?: string
  database: number
}

export type EscalationLevel = {
  name: string
  people: string[]
  userGroup?: string
  /** How they are reached besides Slack: a phone number, an address, a channel. */
  contact?: string
  /** How long after the declaration, by severity; at those that are absent nobody of this level is asked. */
  afterMs: Partial<Record<Severity, number>>
}

/** What a playbook may touch, and what the service promises. From `service.yml`. */
export type Service = {
  id: string
  name: string
  summary?: string
  owners: string[]
  responders: string[]
  /** Slack user group (handle or id) invited to every incident of this service. */
  responderGroup?: string
  escalation: EscalationLevel[]
  severities: Partial<Record<Severity, Pledge>>
  approvals: Partial<Record<Severity, ApprovalRule>>
  approvalExceptions: ApprovalException[]
  /** How long a request waits for a decision. */
  approvalsExpireMs?: number
  /** Whether a P0's commander, alone outside working hours, may go on without approval. */
  breakGlass: boolean
  namespace: string
  targets: {
    deployments: string[]
    configmaps: string[]
    caches: Cache[]
    urls: string[]
  }
  commands: Command[]
  requests: DeclaredRequest[]
  /** Base address of the Prometheus that knows this service. */
  prometheus?: string
  limits: {
    maxReplicas: Record<string, number>
    maxReplicasDefault?: number
    /** Kubernetes quantities: the most a container may ask or be limited to. */
    maxResources: Record<string, { cpu?: string; memory?: string }>
    frozen: string[]
  }
  /** Channel name without `#`; the organisation's when absent. */
  announce?: string
  dashboards: { title: string; url: string }[]
  statusPage?: JsonObject
}

export const roles = ['responder', 'approver', 'commander', 'lead', 'manager', 'security'] as const
export type Role = (typeof roles)[number]

/** `slack` is filled from the e-mail by the directory when the file gives only that. */
export type Person = { name: string; title?: string; slack?: string; email?: string; roles: Role[] }

export type Organization = {
  name: string
  people: Person[]
  channels: { incidents: string; shift: string }
  timeZone: string
  workingHours?: Hours
}
