import type { Result } from '../../domain/result.ts'

/** What a team's own document became. */
export type Drafted = {
  service: string
  /** By their place in the playbook folder. */
  files: { file: string; text: string }[]
  /** Line by line: a summary, and after an empty line what is left over. */
  report: string[]
}

/** Drafts playbooks from Markdown. The file's name tells the service where nobody says it. */
export type Drafter = (
  bytes: Uint8Array,
  about: { name: string; service?: string },
) => Promise<Result<Drafted>>
