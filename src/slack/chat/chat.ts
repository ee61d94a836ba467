import type { Chat } from '../../app/ports/chat.ts'
import { bookmarks } from './bookmarks.ts'
import { channels } from './channels.ts'
import { type ClientOptions, createClient } from './client.ts'
import { files } from './files.ts'
import { askIdentity, type Identity } from './identity.ts'
import { invitations } from './invitations.ts'
import { type Draw, type Messages, messages } from './messages.ts'
import { type Person, people } from './people.ts'
import { type Reply, reply } from './reply.ts'
import { type Views, views } from './views.ts'

/** Slack with what its own surfaces need besides the port: modals, Home, answers to a click. */
export type SlackChat = Chat &
  Views &
  Pick<Messages, 'whisperMessage' | 'tell' | 'messageAt'> & {
    identity(): Identity
    reply(responseUrl: string, answer: Reply): Promise<void>
    person(id: string): Promise<Person>
  }

/** Asks Slack who the bot is first: throws, naming SLACK_BOT_TOKEN and the fix, when the token is not taken. */
export async function createChat({ draw, ...options }: ClientOptions & { draw: Draw }): Promise<SlackChat> {
  const ask = createClient(options)
  const identity = await askIdentity(ask)
  return {
    ...channels(ask, identity.userId),
    ...invitations(ask),
    ...messages(ask, draw),
    ...bookmarks(ask),
    ...people(ask),
    ...views(ask),
    ...files(ask, draw, options),
    identity: () => identity,
    answer: (responseUrl, picture) => reply(responseUrl, draw(picture), options.timeoutMs),
    reply: (responseUrl, answer) => reply(responseUrl, answer, options.timeoutMs),
  }
}
