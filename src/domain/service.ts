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

export type Cache = {
  name: string
  /** Reach it by pod exec: a selector in the service's namespace, and the container. */
  selector?: string
  container?: string
  /** … or directly; `redis://` or `rediss://`. */
  url?: string
  database: number
}

export type EscalationLevel = { name: string; people: string[]; userGroup?: string; afterMs: number }

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
  namespace: string
  targets: {
    deployments: string[]
    configmaps: string[]
    caches: Cache[]
    urls: string[]
  }
  limits: { maxReplicas: Record<string, number>; maxReplicasDefault?: number; frozen: string[] }
  /** Channel name without `#`; the organisation's when absent. */
  announce?: string
  dashboards: { title: string; url: string }[]
  statusPage?: JsonObject
}

export const roles = ['responder', 'approver', 'commander', 'lead', 'manager'] as const
export type Role = (typeof roles)[number]

/** `slack` is filled from the e-mail by the directory when the file gives only that. */
export type Person = { name: string; title?: string; slack?: string; email?: string; roles: Role[] }

export type Organization = {
  name: string
  people: Person[]
  channels: { incidents: string; shift: string }
  timeZone: string
  workingHours?: { days: number[]; from: string; to: string }
}
