import { z } from 'zod'
import { defineMethod, type Method } from './method.ts'

export const authMethods: Method[] = [
  defineMethod({
    name: 'api.test',
    tier: 4,
    token: 'none',
    input: z.record(z.string(), z.unknown()),
    run: (args) => ({ args }),
  }),
  defineMethod({
    name: 'auth.test',
    tier: 'special',
    input: z.object({}),
    run: (_, { app, ...team }) => ({
      url: `${team.url}/`,
      team: team.name,
      user: app.name.toLowerCase(),
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  }),
  defineMethod({
    name: 'team.info',
    tier: 3,
    scopes: ['team:read'],
    input: z.object({}),
    run: (_, team) => ({
      team: {
        id: team.id,
        name: team.name,
        domain: team.domain,
        email_domain: '',
        icon: { image_default: true },
      },
    }),
  }),
  defineMethod({
    name: 'emoji.list',
    tier: 2,
    scopes: ['emoji:read'],
    input: z.object({}),
    run: () => ({ emoji: {}, cache_ts: '0.0' }),
  }),
]
