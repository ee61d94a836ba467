import type { Channel } from './incident.ts'
import type { JsonObject } from './json.ts'
import type { RemediationRecord } from './remediation.ts'
import type { Role } from './service.ts'
import type { Severity } from './severity.ts'

/** Where a kept message stands in Slack, and when it was said. */
export type Source = { channel: string; ts: string; author: string; at: string; permalink?: string }

export type LifecycleEvent =
  | {
      type: 'declared'
      number: number
      title: string
      severity: Severity
      service?: string
      commander: string
    }
  | { type: 'channel-opened'; channel: Channel }
  | { type: 'acknowledged' }
  | { type: 'severity-changed'; from: Severity; to: Severity }
  | { type: 'commander-changed'; from: string; to: string }
  | { type: 'updated'; text: string }
  | { type: 'noted'; text: string; source?: Source }
  | { type: 'note-edited'; source: string; text: string }
  | { type: 'note-removed'; source: string }
  | { type: 'mitigated' }
  | { type: 'resolved'; cause?: string }
  | { type: 'reopened' }
  | { type: 'closed' }
  | { type: 'action-item-added'; id: string; text: string; assignee?: string; due?: string }
  | {
      type: 'action-item-changed'
      id: string
      text?: string
      assignee?: string
      due?: string
      done?: boolean
    }
  | { type: 'postmortem-written'; path: string }
  | { type: 'gap-found'; what: string }
  | { type: 'responders-invited'; people: string[]; failed: string[] }
  | { type: 'target-locked'; lock: string; target: string; until: string; why: string }
  /** By a playbook that has begun. `release`: only people with one of these roles let them go. */
  | {
      type: 'targets-frozen'
      locks: { lock: string; target: string }[]
      until: string
      why: string
      release: Role[]
      automatic: true
    }
  | { type: 'targets-released'; locks: { lock: string; target: string }[] }
  /** `of`: who had locked it and why, where that was somebody else. */
  | { type: 'target-unlocked'; lock: string; target: string; of?: { by: string; why: string } }

/** `automatic`: nobody asked for it just then; the actor is the bot. */
export type RunEvent =
  | {
      type: 'run-started'
      run: string
      playbook: string
      title: string
      digest: string
      phases: number
      automatic?: true
    }
  | { type: 'phase-started'; run: string; phase: number; name: string; automatic?: true }
  | { type: 'branch-chosen'; run: string; phase: number; branch: number; when: string }
  | { type: 'run-finished'; run: string; automatic?: true }
  | { type: 'step-done'; run: string; step: string; title: string; summary?: string }
  | { type: 'step-skipped'; run: string; step: string; title: string; reason: string }
  | { type: 'step-assigned'; run: string; step: string; title: string; to: string }
  | { type: 'step-added'; run: string; phase: number; step: string; title: string }
  /** `given`: what a person said the step needs. */
  | {
      type: 'check-started'
      run: string
      step: string
      title: string
      automatic?: true
      given?: JsonObject
    }
  | {
      type: 'check-finished'
      run: string
      step: string
      title: string
      passed: boolean
      summary: string
      evidence: string[]
    }

export type RemediationEvent =
  | { type: 'remediation-planned'; remediation: RemediationRecord }
  /** `needed`: how many approvals, where that is more by now than when it was asked for. */
  | { type: 'remediation-approved'; id: string; hash: string; needed?: number }
  /** Somebody has read the plan of what needs no approval, and lets it run. */
  | { type: 'remediation-confirmed'; id: string; hash: string }
  | { type: 'remediation-rejected'; id: string; reason: string }
  | { type: 'remediation-expired'; id: string }
  | { type: 'remediation-stale'; id: string; difference: string }
  | { type: 'remediation-questioned'; id: string; text: string }
  | { type: 'glass-broken'; id: string; hash: string; reason: string }
  | { type: 'broken-glass-reviewed'; id: string; says: string }
  | {
      type: 'remediation-started'
      id: string
      attempt: number
      /** How often its job had been taken up by then. */
      taken?: number
      leaseUntil?: string
      before?: { passed: boolean; summary: string; evidence: string[] }
    }
  | { type: 'remediation-applied'; id: string; says: string; output?: string[] }
  | { type: 'remediation-verified'; id: string; says: string; evidence: string[] }
  /** `ran`: it was made, or begun, before it failed. */
  | { type: 'remediation-failed'; id: string; says: string; evidence: string[]; ran?: true }
  | { type: 'remediation-unknown'; id: string; says: string; look: string }
  /** A person has looked, where nobody saw the end. */
  | { type: 'remediation-settled'; id: string; as: 'applied' | 'not-applied'; says: string }
  | { type: 'change-kept'; id: string; owner: string; until: string; reason?: string }
  | { type: 'change-made-permanent'; id: string; reason?: string }

/** Everything that can happen to an incident, in past tense. The record is made of these and nothing else. */
export type IncidentEvent = LifecycleEvent | RunEvent | RemediationEvent

/** `muster` is the bot itself; everybody else is a Slack user id. */
export type Actor = string
export const bot: Actor = 'muster'

/** An event as it stands in the record. `at` is an ISO time with milliseconds. */
export type Recorded<E> = { stream: string; seq: number; at: string; actor: Actor; event: E }

/** One line of an incident's timeline. */
export type TimelineEntry = Recorded<IncidentEvent>
