import { findChannel } from '../team/find.ts'
import type { Team } from '../team/team.ts'

export type AppEvent = {
  /** The subscription that lets it through, as the manifest names it. */
  subscription: string
  scope: string
  event: Record<string, unknown>
}

/** An event subscribed to under its own type; `scope` is empty where it needs none. */
export const plain = (type: string, scope: string, event: Record<string, unknown>): AppEvent => ({
  subscription: type,
  scope,
  event: { type, ...event },
})

/** Whether the app is in a channel: it hears of no other. */
export const isIn = (team: Team, channel: string): boolean =>
  findChannel(team, channel)?.members.includes(team.app.botUserId) === true
