import type { Person } from '../team/state.ts'
import { hasScope, type Team } from '../team/team.ts'

export function profileShape(team: Team, person: Person): Record<string, unknown> {
  const [first = '', ...rest] = person.realName.split(' ')
  return {
    title: person.title,
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.name,
    display_name_normalized: person.name,
    fields: {},
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: '',
    first_name: first,
    last_name: rest.join(' '),
    team: team.id,
    ...(person.isBot ? { api_app_id: team.app.appId, bot_id: team.app.botId } : {}),
    // Slack leaves the address out rather than refuse.
    ...(!person.isBot && hasScope(team, 'users:read.email') ? { email: person.email } : {}),
  }
}

export const personShape = (team: Team, person: Person): Record<string, unknown> => ({
  id: person.id,
  team_id: team.id,
  name: person.name,
  deleted: person.deactivated,
  color: person.color.replace('#', ''),
  real_name: person.realName,
  tz: person.tz,
  tz_label: person.tz,
  tz_offset: offsetSeconds(person.tz, team.clock.now()),
  profile: profileShape(team, person),
  is_admin: false,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: person.isBot,
  is_app_user: false,
  updated: 0,
  is_email_confirmed: true,
})

function offsetSeconds(zone: string, now: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
