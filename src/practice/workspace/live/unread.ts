import { messagesIn } from '../team/find.ts'
import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'

/** What others wrote since this person last read; a mention is a name, a group, `@here`, or any direct message. */
export function unreadOf(team: Team, channel: Channel, viewer: string): { unread: number; mentions: number } {
  const readTo = team.state.reads[viewer]?.[channel.id] ?? ''
  const groups = team.state.userGroups.filter(({ users }) => users.includes(viewer))
  const calls = [
    `<@${viewer}>`,
    '<!here>',
    '<!channel>',
    '<!everyone>',
    ...groups.map(({ id }) => `<!subteam^${id}`),
  ]
  let unread = 0
  let mentions = 0
  const all = messagesIn(team, channel.id)
  for (let place = all.length - 1; place >= 0; place -= 1) {
    const message = all[place]
    if (!message || message.ts <= readTo) break
    if (message.user === viewer || message.subtype || (message.threadTs && !message.broadcast)) continue
    unread += 1
    const said = message.text + JSON.stringify(message.blocks)
    if (channel.kind === 'im' || calls.some((call) => said.includes(call))) mentions += 1
  }
  return { unread, mentions }
}

/** By person: the mentions waiting in all their channels. Whoever has none is left out. */
export function attentionOf(team: Team): Record<string, number> {
  const humans = team.state.people.filter(({ isBot, deactivated }) => !isBot && !deactivated)
  const waiting = humans.map(({ id }): [string, number] => {
    const theirs = team.state.channels.filter(({ archived, members }) => !archived && members.includes(id))
    return [id, theirs.reduce((sum, channel) => sum + unreadOf(team, channel, id).mentions, 0)]
  })
  return Object.fromEntries(waiting.filter(([, mentions]) => mentions > 0))
}
