import type { Change } from '../team/changes.ts'
import { hasScope, type Team } from '../team/team.ts'
import type { AppEvent } from './app-event.ts'
import { eventsOf } from './events.ts'

/** Sends the app the events it subscribed to and may see; the answer stops it. */
export const tellApp = (team: Team): (() => void) => team.changes.listen((change) => tell(team, change))

function tell(team: Team, change: Change): void {
  const subscribed = team.app.manifest.settings.event_subscriptions.bot_events
  for (const event of eventsOf(team, change))
    if (subscribed.includes(event.subscription) && (event.scope === '' || hasScope(team, event.scope)))
      void team.delivery.tell({ type: 'events_api', acceptsResponse: false, payload: wrapped(team, event) })
}

function wrapped(team: Team, { event }: AppEvent): Record<string, unknown> {
  const eventTs = typeof event.ts === 'string' ? event.ts : team.ids.ts()
  return {
    token: team.app.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.app.appId,
    event: { ...event, event_ts: eventTs },
    type: 'event_callback',
    event_id: team.ids.next('Ev'),
    event_time: Math.floor(Number(eventTs)),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${team.ids.next('Ev')}`,
  }
}
