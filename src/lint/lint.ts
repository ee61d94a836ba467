import { type Finding, inOrder } from './finding.ts'
import type { LintFolder } from './folder.ts'
import { offlineNotes } from './rules/index.ts'

/** Everything found without asking anybody, in the order of files and lines. */
export const lintOffline = (folder: LintFolder): Finding[] =>
  [...folder.problems, ...offlineNotes(folder).map(folder.locate)].sort(inOrder)

/** Those about one service, and about what all services share. */
export const ofService = (folder: LintFolder, findings: readonly Finding[], id: string): Finding[] =>
  findings.filter(
    ({ file }) => file.startsWith(`${id}/`) || !folder.ids.some((one) => file.startsWith(`${one}/`)),
  )
