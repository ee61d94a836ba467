import type { PinnedPlaybook } from '../../domain/playbook.ts'
import type { Organization, Service } from '../../domain/service.ts'

/** What is wrong in a playbook file, and where: lines and columns count from 1. */
export type Problem = {
  /** Relative to the playbook folder. */
  file: string
  line: number
  column: number
  /** Where in the data, as `phases[0].steps[1].with`; empty for the file as a whole. */
  path: string
  says: string
  /** The service whose owners should know. */
  service?: string
  /** True: the last good version stays in use. False: nothing of this file is in use. */
  kept: boolean
}

export type LibraryChange = { organization: boolean; services: string[]; playbooks: string[] }

/** Who we are, what we run and what to do when it breaks: always the newest good version of each file. */
export type Library = {
  organization(): Organization
  service(id: string): Service | undefined
  services(): Service[]
  playbook(id: string): PinnedPlaybook | undefined
  /** Ordered by id; only those of `service` when it is given. */
  playbooks(service?: string): PinnedPlaybook[]
  /** What is wrong in the files as they stand now. */
  problems(): Problem[]
  /** Reads the folder again; answers what became different. */
  reload(): Promise<LibraryChange>
  /** Called after each reload that made something different; the answer stops it. */
  onChange(callback: (change: LibraryChange) => void): () => void
  close(): void
}
