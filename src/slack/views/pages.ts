import type { Offer } from '../../app/ports/chat.ts'
import type { Incident } from '../../domain/incident.ts'

/** Where the web pages about an incident are; `undefined` without a web address. */
export const postmortemPage = (incident: Pick<Incident, 'id'>, offer: Offer): string | undefined =>
  offer.webUrl && `${offer.webUrl}/postmortems/${incident.id}`
