import { post } from './messages.ts'
import { SlackError } from './slack-error.ts'
import type { Channel } from './state.ts'
import type { Team } from './team.ts'

/** Slack's rules for a channel's name; throws `invalid_name…` or `name_taken`. */
function checkName(team: Team, name: string, self?: Channel): void {
  if (name === '') throw new SlackError('invalid_name_required')
  if (name.length > 80) throw new SlackError('invalid_name_maxlength')
  if (!/[\p{L}\p{N}]/u.test(name)) throw new SlackError('invalid_name_punctuation')
  if (!/^[a-z0-9_-]+$/.test(name)) throw new SlackError('invalid_name_specials')
  if (team.state.channels.some((channel) => channel !== self && channel.name === name))
    throw new SlackError('name_taken')
}

export function createChannel(team: Team, name: string, creator: string, isPrivate: boolean): Channel {
  checkName(team, name)
  const channel: Channel = {
    id: team.ids.next('C'),
    name,
    kind: isPrivate ? 'private' : 'channel',
    topic: '',
    purpose: '',
    creator,
    created: team.ids.seconds(),
    archived: false,
    members: [creator],
    bookmarks: [],
    pins: [],
    previousNames: [],
  }
  team.state.channels.push(channel)
  team.changes.tell({ kind: 'channel-created', channel, user: creator })
  announce(team, channel, creator, 'join', `<@${creator}> has joined the channel`)
  team.changes.tell({ kind: 'member-joined', channel, user: creator })
  return channel
}

export function addMember(team: Team, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return
  channel.members.push(user)
  announce(team, channel, user, 'join', `<@${user}> has joined the channel`, inviter ? { inviter } : {})
  team.changes.tell({ kind: 'member-joined', channel, user, ...(inviter ? { inviter } : {}) })
}

export function removeMember(team: Team, channel: Channel, user: string): void {
  if (!channel.members.includes(user)) return
  announce(team, channel, user, 'leave', `<@${user}> has left the channel`)
  channel.members = channel.members.filter((member) => member !== user)
  team.changes.tell({ kind: 'member-left', channel, user })
}

export function renameChannel(team: Team, channel: Channel, name: string, user: string): void {
  checkName(team, name, channel)
  const oldName = channel.name
  channel.previousNames.unshift(oldName)
  channel.name = name
  const words = `<@${user}> has renamed the channel from "${oldName}" to "${name}"`
  announce(team, channel, user, 'name', words, { old_name: oldName, name })
  team.changes.tell({ kind: 'channel-renamed', channel, user, oldName })
}

export function archiveChannel(team: Team, channel: Channel, user: string): void {
  announce(team, channel, user, 'archive', `<@${user}> archived the channel`)
  channel.archived = true
  team.changes.tell({ kind: 'channel-archived', channel, user })
}

export function unarchiveChannel(team: Team, channel: Channel, user: string): void {
  channel.archived = false
  announce(team, channel, user, 'unarchive', `<@${user}> un-archived the channel`)
  team.changes.tell({ kind: 'channel-unarchived', channel, user })
}

/** Sets the topic or the purpose, at most 250 characters; throws `too_long`. */
export function describeChannel(
  team: Team,
  channel: Channel,
  what: 'topic' | 'purpose',
  words: string,
  user: string,
): void {
  if ([...words].length > 250) throw new SlackError('too_long')
  if (channel[what] === words) return
  channel[what] = words
  const said = words ? `<@${user}> set the channel ${what}: ${words}` : `<@${user}> cleared channel ${what}`
  announce(team, channel, user, what, said, { [what]: words })
  team.changes.tell({ kind: 'channel-described', channel, user })
}

function announce(
  team: Team,
  channel: Channel,
  user: string,
  what: string,
  text: string,
  detail: Record<string, string> = {},
): void {
  if (channel.kind === 'im') return
  post(team, { channel: channel.id, user, text, subtype: `channel_${what}`, detail })
}
