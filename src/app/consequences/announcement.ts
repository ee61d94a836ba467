import type { Outgoing } from '../ports/store.ts'
import { keys, redraw, type ShowPayload, show } from '../showing.ts'
import type { Situation } from './situation.ts'

/** The one message that the service's announcement channel gets of an incident. */
export function announce(situation: Situation): Outgoing {
  return show(keys.announcement(situation.after.id), `announce/${channelOf(situation)}`, payload(situation))
}

export const announceAgain = (situation: Situation): Outgoing =>
  redraw(keys.announcement(situation.after.id), payload(situation))

export const channelOf = ({ service, organization }: Pick<Situation, 'service' | 'organization'>): string =>
  service?.announce ?? organization.channels.incidents

const payload = (situation: Situation): ShowPayload => ({
  picture: { of: 'announcement', incident: situation.after.id },
  place: { channelName: channelOf(situation) },
})
