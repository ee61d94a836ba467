import type { Organization, Person, Role } from '../domain/service.ts'
import { type Chat, ChatUnavailable } from './ports/chat.ts'
import type { Library } from './ports/library.ts'
import type { Log } from './ports/log.ts'
import type { Store } from './ports/store.ts'

/** Who is who: the organisation's people by Slack id, with the roles they hold. */
export type Directory = {
  roles(slackId: string): readonly Role[]
  person(slackId: string): Person | undefined
  withRole(role: Role): string[]
  /** Slack ids for what `service.yml` names people by: ids, e-mail addresses or names. */
  ids(names: readonly string[]): string[]
  /** Asks Slack for people known only by e-mail; what it learns is remembered. */
  refresh(): Promise<void>
}

export function createDirectory(deps: {
  library: Library
  chat: Pick<Chat, 'personByEmail'>
  store: Pick<Store, 'remember' | 'recall'>
  log: Log
}): Directory {
  const { library, chat, store, log } = deps
  const byEmail = new Map<string, string>()

  const idOf = (person: Person) => person.slack ?? (person.email && byEmail.get(person.email.toLowerCase()))
  const people = (): { id: string; person: Person }[] =>
    organization().people.flatMap((person) => {
      const id = idOf(person)
      return id ? [{ id, person }] : []
    })
  const organization = (): Organization => library.organization()
  const find = (slackId: string) => people().find(({ id }) => id === slackId)?.person

  return {
    roles: (slackId) => find(slackId)?.roles ?? [],
    person: find,
    withRole: (role) => people().flatMap(({ id, person }) => (person.roles.includes(role) ? [id] : [])),
    ids: (names) => {
      const known = people()
      const matches = (name: string) =>
        known.find(({ id, person }) => [id, person.email, person.name].includes(name))?.id ??
        (/^[UW][A-Z0-9]{5,}$/.test(name) ? name : undefined)
      return [...new Set(names.flatMap((name) => matches(name) ?? []))]
    },
    async refresh() {
      for (const { slack, email } of organization().people) {
        if (slack || !email) continue
        const key = email.toLowerCase()
        const id = await learn(key)
        if (id) byEmail.set(key, id)
      }
    },
  }

  async function learn(email: string): Promise<string | undefined> {
    try {
      const id = await chat.personByEmail(email)
      if (id) await store.remember(`person/${email}`, id)
      else log.warn({ email }, 'organization.yml names an e-mail address that nobody in this workspace has')
      return id
    } catch (error) {
      if (!(error instanceof ChatUnavailable)) throw error
      const remembered = await store.recall(`person/${email}`)
      return typeof remembered === 'string' ? remembered : undefined
    }
  }
}
