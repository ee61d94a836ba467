import { z } from 'zod'
import { personShape, profileShape } from '../shapes/person.ts'
import { personOf } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import { text } from './arguments.ts'
import { listChannels, listing } from './channel-list.ts'
import { defineMethod, type Method } from './method.ts'
import { pageOf, paging } from './page-of.ts'

const scopes = ['users:read']

export const userMethods: Method[] = [
  defineMethod({
    name: 'users.list',
    tier: 2,
    scopes,
    input: z.object({ ...paging }),
    run(input, team) {
      const page = pageOf(team.state.people, { limit: 1000, ...input })
      return {
        members: page.items.map((person) => personShape(team, person)),
        cache_ts: team.ids.seconds(),
        response_metadata: page.response_metadata,
      }
    },
  }),
  defineMethod({
    name: 'users.info',
    tier: 4,
    scopes,
    input: z.object({ user: text }),
    run: ({ user }, team) => ({ user: personShape(team, personOf(team, user)) }),
  }),
  defineMethod({
    name: 'users.lookupByEmail',
    tier: 3,
    scopes: ['users:read.email'],
    input: z.object({ email: text }),
    run({ email }, team) {
      const found = team.state.people.find(
        (person) =>
          !person.isBot && !person.deactivated && person.email.toLowerCase() === email.toLowerCase(),
      )
      if (!found) throw new SlackError('users_not_found')
      return { user: personShape(team, found) }
    },
  }),
  defineMethod({
    name: 'users.profile.get',
    tier: 4,
    scopes: ['users.profile:read'],
    input: z.object({ user: text.optional() }),
    run: ({ user }, team) => ({ profile: profileShape(team, personOf(team, user ?? team.app.botUserId)) }),
  }),
  defineMethod({
    name: 'users.conversations',
    tier: 3,
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    input: listing.extend({ user: text.optional() }),
    run: (input, team) => listChannels(team, input, personOf(team, input.user ?? team.app.botUserId).id),
  }),
]
