import { ok, type Refused, type Result, refuse } from '../domain/result.ts'
import type { Core } from './core.ts'
import type { By } from './streams.ts'

/** In bytes; a document of several hundred pages. */
export const largestRunbook = 5_000_000

/** What Slack has to grant for it. */
export const importScopes = ['files:read', 'files:write'] as const

export function mayNotImport(core: Core, person: string): Refused | undefined {
  if (core.directory.roles(person).length > 0) return undefined
  return refuse('role', 'To import a runbook you need a role: ask whoever keeps organization.yml to add you')
}

/** How a workspace that lacks scopes is mended. */
export const scopeAdvice = (scopes: readonly string[]): string =>
  `Muster's Slack app needs the scope ${scopes.join(' and ')} for it: add it at https://api.slack.com/apps under OAuth & Permissions, install the app again, and it works from then on.`

/**
 * Drafts playbooks from a Markdown file that somebody sent, and answers in their direct messages. Asked twice by one
 * delivery it is done once; the record keeps neither the document nor the draft.
 */
export async function importRunbook(
  core: Core,
  by: By,
  asked: { file: string; name: string; service?: string },
): Promise<Result<void>> {
  const refused = mayNotImport(core, by.actor)
  if (refused) return refused
  const key = `import/${by.cause ?? asked.file}`
  const payload = { person: by.actor, ...asked }
  await core.store.enqueue([{ key, lane: `import/${by.actor}`, kind: 'import-runbook', payload }])
  core.wake()
  return ok(undefined)
}
