import { personOf } from '../team/find.ts'
import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'

/** What every interaction payload carries. */
export function interaction(team: Team, type: string, user: string): Record<string, unknown> {
  const { name } = personOf(team, user)
  return {
    type,
    team: { id: team.id, domain: team.domain },
    user: { id: user, username: name, name, team_id: team.id },
    api_app_id: team.app.appId,
    token: team.app.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  }
}

export const channelName = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}

export const responseUrl = (team: Team, kind: 'commands' | 'actions', key: string): string =>
  `${team.url}/${kind}/${team.id}/${team.app.appId}/${key}`
