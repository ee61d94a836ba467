import { WebAPIPlatformError } from '@slack/web-api'
import { z } from 'zod'
import type { Chat } from '../../app/ports/chat.ts'
import type { Ask } from './client.ts'

const AT_ONCE = 100

/** Slack's reasons that lie with one person; any other stops the invitation. */
const PERSONAL = new Set([
  'user_not_found',
  'no_user',
  'cant_invite',
  'user_disabled',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'user_team_not_in_channel',
  'ura_max_channels',
  'cannot_find_service',
])
const WELCOME = new Set(['already_in_channel', 'cant_invite_self'])

const refusals = z.object({ errors: z.array(z.object({ user: z.string(), error: z.string() })) })

export const invitations = (ask: Ask): Pick<Chat, 'invite'> => ({
  async invite(channel, people) {
    const failed: string[] = []
    const wanted = [...new Set(people)]
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const chunk = wanted.slice(from, from + AT_ONCE)
      const answer: unknown = await ask('conversations.invite', (web) =>
        web.conversations.invite({ channel, users: chunk.join(','), force: true }).catch(perPerson(chunk)),
      )
      const found = refusals.safeParse(answer)
      for (const { user, error } of found.success ? found.data.errors : [])
        if (!WELCOME.has(error)) failed.push(user)
    }
    return { failed }
  },
})

/** When nobody could be invited Slack answers with an error; its list says who and why, if there is one. */
const perPerson =
  (chunk: string[]) =>
  (thrown: unknown): unknown => {
    if (!(thrown instanceof WebAPIPlatformError)) throw thrown
    const { error } = thrown.data
    if (WELCOME.has(error) || PERSONAL.has(error))
      return refusals.safeParse(thrown.data).success
        ? thrown.data
        : { errors: chunk.map((user) => ({ user, error })) }
    throw thrown
  }
