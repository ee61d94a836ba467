import type { Puppet } from '../../src/practice/workspace/people/puppet.ts'
import type { ProcessWorld } from './process-world.ts'

type Message = ReturnType<Puppet['messages']>[number]

/** What the bot has posted in a channel, threads included. */
export const botPosts = ({ ana, practice }: ProcessWorld, channel: string): Message[] =>
  ana.puppet
    .messages(channel)
    .filter(({ user, subtype }) => user === practice.workspace.botUserId && !subtype)

/** The names that the bot gave its messages, sorted; a message without one shows up as `unmarked`. */
export const marksOf = (messages: Message[]): string[] =>
  messages.map(({ metadata }) => String(metadata?.event_payload.key ?? 'unmarked')).sort()
