import { type Chat, ChatRefused } from '../../app/ports/chat.ts'
import type { Ask } from './client.ts'
import { given } from './given.ts'
import { unless } from './unless.ts'

export type Person = { name: string; email?: string; tz?: string; isBot: boolean; deleted: boolean }

type People = Pick<Chat, 'directMessage' | 'groupMembers' | 'personByEmail'> & {
  /** The name is the one shown beside messages. */
  person(id: string): Promise<Person>
}

const GROUP_ID = /^S[A-Z0-9]{2,}$/

export function people(ask: Ask): People {
  const groupIds = new Map<string, string>()
  const conversations = new Map<string, string>()

  async function groupId(group: string): Promise<string> {
    const handle = group.replace(/^@/, '')
    if (GROUP_ID.test(handle)) return handle
    if (!groupIds.has(handle)) {
      const { usergroups = [] } = await ask('usergroups.list', (web) => web.usergroups.list())
      for (const found of usergroups) if (found.id && found.handle) groupIds.set(found.handle, found.id)
    }
    const id = groupIds.get(handle)
    if (!id) throw new ChatRefused('no_such_subteam', `There is no user group @${handle}`)
    return id
  }

  return {
    async directMessage(person) {
      const known = conversations.get(person)
      if (known) return known
      const { channel } = await ask('conversations.open', (web) => web.conversations.open({ users: person }))
      const id = given('conversations.open', channel?.id)
      conversations.set(person, id)
      return id
    },

    async groupMembers(group) {
      const usergroup = await groupId(group)
      const { users = [] } = await ask('usergroups.users.list', (web) =>
        web.usergroups.users.list({ usergroup }),
      )
      return users
    },

    async personByEmail(email) {
      const found = await ask('users.lookupByEmail', (web) => web.users.lookupByEmail({ email })).catch(
        unless('users_not_found'),
      )
      return found?.user?.id
    },

    async person(id) {
      const { user } = await ask('users.info', (web) => web.users.info({ user: id }))
      const { profile, tz } = given('users.info', user)
      return {
        name: profile?.display_name || profile?.real_name || user?.name || id,
        ...(profile?.email ? { email: profile.email } : {}),
        ...(tz ? { tz } : {}),
        isBot: user?.is_bot ?? false,
        deleted: user?.deleted ?? false,
      }
    },
  }
}
