import type { Incident } from '../domain/incident.ts'
import { leftovers, unreviewedGlass } from '../domain/ledger.ts'
import { loadIncident } from './change.ts'
import type { Core } from './core.ts'

/** Older ones are not looked through; the owner of a kept change is reminded of it all the same. */
const closedLooked = 100

/** Incidents that still want somebody, the newest first: open or in draft, or closed and something was left behind. */
export async function unfinished(core: Core): Promise<Incident[]> {
  const working = await core.store.list({
    kind: 'incident',
    statuses: ['declared', 'acknowledged', 'mitigated', 'resolved'],
    limit: 50,
  })
  const closed = await core.store.list({ kind: 'incident', statuses: ['closed'], limit: closedLooked })
  const found: Incident[] = []
  for (const { number, status } of [...working, ...closed]) {
    const incident = await loadIncident(core, `INC-${number}`)
    if (incident && (status !== 'closed' || leftBehind(incident))) found.push(incident)
  }
  return found
}

const leftBehind = (incident: Incident): boolean =>
  leftovers(incident).length > 0 || unreviewedGlass(incident).length > 0
