import { loadIncident } from '../change.ts'
import type { Core } from '../core.ts'
import { gapFound } from '../incidents.ts'
import type { OutboxEntry, Outgoing } from '../ports/store.ts'
import { incidentOf, payloads } from './payloads.ts'

/** This workspace cannot do something: said once in its life, then only logged. */
export async function lacking(core: Core, entry: OutboxEntry, what: string): Promise<void> {
  const said = `gap/${what}`
  core.log.warn({ key: entry.key, what }, 'Slack lacks something Muster would use; it goes on without')
  const incident = incidentOf(entry.payload)
  if (!incident || (await core.store.recall(said))) return
  await gapFound(core, incident, what)
  await core.store.remember(said, true)
}

/**
 * A message that cannot be posted is told to the commander directly, and stands in the record; it never
 * holds up the others.
 */
export async function gaveUp(core: Core, entry: OutboxEntry, reason: string): Promise<void> {
  const id = incidentOf(entry.payload)
  const incident = id ? await loadIncident(core, id) : undefined
  if (!incident) return
  await gapFound(core, incident.id, `${whatFailed(entry)} failed: ${reason}`)
  const elsewhere = fallback(entry, incident.commander)
  if (elsewhere) await core.store.enqueue([elsewhere])
  core.wake()
}

function fallback(entry: OutboxEntry, commander: string): Outgoing | undefined {
  const shown = payloads.show.safeParse(entry.payload)
  if (!shown.success || 'person' in shown.data.place || shown.data.thread !== undefined) return undefined
  const key = `${entry.key}/direct`
  const payload = { picture: shown.data.picture, place: { person: commander } }
  return { key, lane: `direct/${commander}`, kind: 'show', payload }
}

const words: Record<string, string> = {
  'open-channel': 'opening the incident channel',
  show: 'posting a message',
  invite: 'inviting responders',
  topic: 'setting the topic',
  bookmarks: 'adding bookmarks',
  pin: 'pinning the card',
}

const whatFailed = (entry: OutboxEntry) => words[entry.kind] ?? entry.kind
