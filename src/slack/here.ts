import { loadIncident } from '../app/change.ts'
import type { Core } from '../app/core.ts'
import type { Incident } from '../domain/incident.ts'
import { ok, type Result, refuse } from '../domain/result.ts'

/** The id of the incident whose channel this is. */
export async function incidentOf(core: Core, channel: string): Promise<string | undefined> {
  const [here] = await core.store.list({ kind: 'incident', channel, limit: 1 })
  return here && `INC-${here.number}`
}

/** The incident somebody named, or the one whose channel this is. */
export async function incidentHere(
  core: Core,
  named: string | undefined,
  channel: string,
): Promise<Result<Incident>> {
  if (named) {
    const incident = await loadIncident(core, named)
    return incident ? ok(incident) : refuse('no-incident', `There is no ${named}`)
  }
  const id = await incidentOf(core, channel)
  const incident = id && (await loadIncident(core, id))
  if (incident) return ok(incident)
  return refuse(
    'not-here',
    'This is not an incident’s channel: go to one, or name it, as in `/incident status INC-42`',
  )
}

/** What a lock taken here belongs to: this channel's incident and its service, where there is one. */
export async function incidentScope(
  core: Core,
  channel: string,
): Promise<{ incident?: string; service?: string }> {
  const id = await incidentOf(core, channel)
  const incident = id && (await loadIncident(core, id))
  if (!incident) return {}
  return { incident: incident.id, ...(incident.service && { service: incident.service }) }
}
