import type { Core } from '../app/core.ts'
import { offerFor } from '../app/offer.ts'
import type { Incident } from '../domain/incident.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Reply } from './command.ts'
import { postmortem } from './views/postmortem.ts'

/** Where the post-mortem is, once there is one. */
export function postmortemReply(core: Core, incident: Incident): Result<Reply> {
  if (!incident.postmortem)
    return refuse('no-postmortem', `The post-mortem is drafted when ${incident.id} is resolved`)
  const { path } = incident.postmortem
  return ok({ say: postmortem({ of: 'postmortem', incident, path, offer: offerFor(core, incident) }) })
}
