import type { JsonObject } from './json.ts'
import type { Role } from './service.ts'
import type { Severity } from './severity.ts'

/** A step's own words, and what a machine needs to do it. `title` is one line. */
export type Step =
  /** `playbook`: one of the same service to go on with, as in `dynex-outage`. */
  | { kind: 'do'; title: string; details?: string; playbook?: string }
  | { kind: 'check'; title: string; details?: string; check: string; with: JsonObject; needs?: Needs }
  | {
      kind: 'fix'
      title: string
      details?: string
      remediation: string
      with: JsonObject
      needs?: Needs
      verify?: Verification
    }
  | { kind: 'tell'; title: string; details?: string; audience: Audience; text?: string; with: JsonObject }
  | { kind: 'ask'; title: string; details?: string; options: string[] }

/** Inputs that nobody can know beforehand, each with the question that a person is asked. */
export type Needs = Readonly<Record<string, string>>

export type Audience = 'stakeholders' | 'status-page'

/** A check that must pass within a deadline before a remediation counts as verified. */
export type Verification = { check: string; with: JsonObject; withinMs: number }

export type Branch = { when: string; steps: Step[] }

export type Phase = {
  name: string
  /** Time budget. */
  withinMs?: number
  steps: Step[]
  /** Asked when the phase starts; the answer is one of the branches. */
  ask?: string
  branches: Branch[]
}

/** How often a routine is gone through. */
export const rhythms = ['hour', 'shift', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Rhythm = (typeof rhythms)[number]

/** What nobody changes while the playbook runs, so that evidence and data stay as they are. */
export type Freeze = {
  /** Names of the service's targets. */
  targets: string[]
  because: string
  /** Only people with one of these roles let a target go. */
  release: Role[]
}

export type Playbook = {
  /** `<service>/<file name>`, as in `nqba/dynex-outage`. */
  id: string
  service: string
  title: string
  summary?: string
  /** Severities at which this playbook is offered. */
  declare: Severity[]
  detect?: { alerts: string[]; when?: string; symptoms: string[] }
  phases: Phase[]
  /** A routine, gone through in this rhythm; not for incidents. */
  checklist?: { every: Rhythm }
  /** Planned work, announced beforehand; not for incidents. Its phases are before, during and after. */
  maintenance?: { noticeMs: number; lastsMs: number; rollback: string }
  freeze?: Freeze
}

/** The id of the playbook that a step leads to. */
export const leadsTo = (service: string, step: Step): string | undefined =>
  step.kind === 'do' && step.playbook !== undefined ? `${service}/${step.playbook}` : undefined

/** Whether it is about something that has happened, and not a routine or planned work. */
export const isForIncidents = ({ checklist, maintenance }: Playbook): boolean => !checklist && !maintenance

/** A playbook as it stood when a run began. */
export type PinnedPlaybook = { digest: string; playbook: Playbook }

/**
 * Names a step within a run: `<phase>.<step>` from zero, `<phase>.b<branch>.<step>` inside a branch,
 * `<phase>.x<n>` for a step a responder added.
 */
export type StepId = string

/** The steps a phase offers once `branch` is chosen, with their ids, in order; added steps come last. */
export function phaseSteps(phase: Phase, index: number, branch?: number): { id: StepId; step: Step }[] {
  const own = phase.steps.map((step, n) => ({ id: `${index}.${n}`, step }))
  const chosen = branch === undefined ? undefined : phase.branches[branch]
  const more = chosen?.steps.map((step, n) => ({ id: `${index}.b${branch}.${n}`, step })) ?? []
  return [...own, ...more]
}
