import { z } from 'zod'
import { SlackError } from '../team/slack-error.ts'
import type { UserGroup } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { flag, text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const scopes = ['usergroups:read']

const groupShape = (team: Team, group: UserGroup, withUsers: boolean): Record<string, unknown> => ({
  id: group.id,
  team_id: team.id,
  is_usergroup: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  date_create: 0,
  date_update: 0,
  date_delete: 0,
  auto_type: null,
  prefs: { channels: [], groups: [] },
  user_count: group.users.length,
  ...(withUsers ? { users: group.users } : {}),
})

export const userGroupMethods: Method[] = [
  defineMethod({
    name: 'usergroups.list',
    tier: 2,
    scopes,
    input: z.object({ include_users: flag.default(false) }),
    run: (input, team) => ({
      usergroups: team.state.userGroups.map((group) => groupShape(team, group, input.include_users)),
    }),
  }),
  defineMethod({
    name: 'usergroups.users.list',
    tier: 2,
    scopes,
    input: z.object({ usergroup: text }),
    run({ usergroup }, team) {
      const group = team.state.userGroups.find(({ id }) => id === usergroup)
      if (!group) throw new SlackError('no_such_subteam')
      return { users: group.users }
    },
  }),
]
