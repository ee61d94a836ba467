import type { JsonObject } from '../../domain/json.ts'
import type { Rhythm } from '../../domain/playbook.ts'
import type { Severity } from '../../domain/severity.ts'
import type { CacheDraft } from '../commands/recogniser.ts'
import type { Lines } from '../read/source.ts'

/** Words, and the lines of the source they come from. */
export type Said = { text: string; from: Lines }

export type StepKind = 'do' | 'check' | 'fix' | 'tell'

/** A step before it is YAML. `use`: the check, the remediation, or who is told. */
export type StepDraft = {
  kind: StepKind
  title: string
  use?: string
  with?: JsonObject
  /** What a person is asked for when the step is reached, by input. */
  needs?: Record<string, string>
  text?: string
  details: Said[]
  decide: string[]
  from: Lines
  cache?: CacheDraft
}

/** `title`: the answer as the document says it, "If the disk is full"; `when`: as people choose it. */
export type BranchDraft = { title: string; when: string; steps: StepDraft[]; from: Lines }

export type PhaseDraft = {
  name: string
  within?: string
  steps: StepDraft[]
  ask?: string
  branches: BranchDraft[]
  decide: string[]
  from: Lines
}

export type PlaybookDraft = {
  title: string
  every?: Rhythm
  declare: Severity[]
  summary: Said[]
  alerts: Said[]
  when: Said[]
  symptoms: Said[]
  phases: PhaseDraft[]
  decide: string[]
  from: Lines
}

/** A program that service.yml declares. */
export type CommandDraft = {
  name: string
  summary: string
  run: string[]
  parameters: string[]
  reads: boolean
  decide: string[]
  from: Lines
}

/** Something said of the service. A `note` has no key in service.yml: it is kept there as a comment. */
export type Fact =
  | {
      kind: 'definition' | 'respondWithin' | 'resolveWithin' | 'updateEvery'
      severity: Severity
      text: string
      from: Lines
    }
  | { kind: 'contact'; name: string; email: string; from: Lines }
  | { kind: 'level'; name: string; after?: string; from: Lines }
  | { kind: 'dashboard'; title: string; url: string; from: Lines }
  | { kind: 'channel'; name: string; from: Lines }
  | { kind: 'note'; about: string; text: string; from: Lines }
