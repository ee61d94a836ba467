import { lintFolder, type Tools } from './folder.ts'
import { lintOffline } from './lint.ts'
import { type Counts, countOf } from './report.ts'

type Draft = { file: string; text: string }

/** Beyond this, drafts are looked at in part: `muster lint` looks at all of them. */
const mostLinted = 300

/** What lint says of drafts by themselves, beside the organization.yml that they are to join. `files`: looked at. */
export function lintDrafts(
  drafts: readonly Draft[],
  organization: Uint8Array | undefined,
  tools: Tools,
): Counts & { files: number } {
  const linted = drafts.slice(0, mostLinted)
  const folder = new Map(
    linted.map(({ file, text }): [string, Uint8Array] => [file, new TextEncoder().encode(text)]),
  )
  if (organization) folder.set('organization.yml', organization)
  return { files: linted.length, ...countOf(lintOffline(lintFolder(folder, tools))) }
}
