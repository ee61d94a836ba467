import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Outgoing } from '../ports/store.ts'
import { keys, type Place, redraw, room, show } from '../showing.ts'
import { channelOf } from './announcement.ts'
import type { Situation } from './situation.ts'

type Told = { where: string; lane: string; place: Place }

/** Everybody who should know hears of it: the room, those who follow from outside, and the service's owners. */
function told({ after, service, organization }: Situation, one: RemediationRecord): Told[] {
  const channel = channelOf({ service, organization })
  return [
    { where: 'room', lane: room(after.id), place: { incident: after.id } },
    { where: 'announcement', lane: `announce/${channel}`, place: { channelName: channel } },
    ...(service?.owners ?? [])
      .filter((owner) => owner !== one.brokenGlass?.by)
      .map((person) => ({
        where: person,
        lane: `direct/${person}`,
        place: { owner: person },
      })),
  ]
}

const payload = (situation: Situation, one: RemediationRecord, place: Place) => ({
  picture: { of: 'glass' as const, incident: situation.after.id, remediation: one.id },
  place,
})

export const brokenGlass = (situation: Situation, one: RemediationRecord): Outgoing[] =>
  told(situation, one).map(({ where, lane, place }) =>
    show(keys.glass(one.id, where), lane, payload(situation, one, place)),
  )

/** Reviewed: the button goes, the review stands there. */
export const brokenGlassAgain = (situation: Situation, one: RemediationRecord): Outgoing[] =>
  told(situation, one).map(({ where, place }) =>
    redraw(keys.glass(one.id, where), payload(situation, one, place)),
  )
