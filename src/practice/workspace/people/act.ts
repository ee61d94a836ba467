import type { Act, ActAnswer } from '../../page/protocol.ts'
import type { Scenarios } from '../options.ts'
import { addMember, createChannel, removeMember } from '../team/channels.ts'
import { chooseFile } from '../team/files.ts'
import { channelOf, directChannel, findPerson, messageOf, openChannelOf, personOf } from '../team/find.ts'
import { edit, markRead, post, remove } from '../team/messages.ts'
import { react, unreact } from '../team/reactions.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Message } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { click } from './click.ts'
import { runCommand } from './command.ts'
import { closeModal, submit } from './modal.ts'
import { useShortcut } from './shortcut.ts'
import { suggest } from './suggest.ts'
import { linkedText } from './typed-text.ts'

const ownMessage = (team: Team, user: string, channel: string, ts: string): Message => {
  const message = messageOf(team, openChannelOf(team, channel, user).id, ts)
  if (message.user !== user || message.subtype) throw new SlackError('cant_update_message')
  return message
}

/** Does what a person does, and answers what they would learn of it. */
export async function act(
  team: Team,
  scenarios: Scenarios | undefined,
  as: string,
  what: Act,
): Promise<ActAnswer> {
  try {
    if (findPerson(team, as)?.deactivated !== false || as === team.app.botUserId)
      throw new SlackError('user_not_found')
    const value = await perform(team, scenarios, as, what)
    return value === undefined ? { ok: true } : { ok: true, value }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    const says = typeof error.extra.says === 'string' ? error.extra.says : error.code.replaceAll('_', ' ')
    if (error.code !== 'invalid_input') team.changes.tell({ kind: 'notice', user: as, text: says })
    return { ok: false, error: error.code, says }
  }
}

function perform(team: Team, scenarios: Scenarios | undefined, as: string, what: Act): unknown {
  switch (what.act) {
    case 'post': {
      const { id } = openChannelOf(team, what.channel, as)
      if (!what.text.trim()) throw new SlackError('no_text')
      const thread = what.threadTs ? { threadTs: what.threadTs } : {}
      const text = linkedText(team, what.text, 'message')
      return { ts: post(team, { channel: id, user: as, text, ...thread }).ts }
    }
    case 'edit':
      return edit(
        team,
        ownMessage(team, as, what.channel, what.ts),
        { text: linkedText(team, what.text, 'message') },
        as,
      )
    case 'delete':
      return remove(team, ownMessage(team, as, what.channel, what.ts))
    case 'react': {
      const message = messageOf(team, openChannelOf(team, what.channel, as).id, what.ts)
      return (what.on ? react : unreact)(team, message, what.name, as)
    }
    case 'command':
      return runCommand(team, as, what.channel, what.text)
    case 'click':
      return click(team, as, what)
    case 'submit':
      return submit(team, as, what.viewId, what.values)
    case 'choose-file':
      return { id: chooseFile(team, as, what.name, what.content).id }
    case 'close':
      return closeModal(team, as, what.viewId)
    case 'shortcut':
      return useShortcut(team, as, what)
    case 'suggest':
      return suggest(team, as, what)
    case 'home': {
      const channel = directChannel(team, as, team.app.botUserId)
      return team.changes.tell({ kind: 'home-opened', user: as, channel })
    }
    case 'scenario':
      if (!scenarios) throw new SlackError('no_scenarios')
      return scenarios.set(what.name, what.on)
    default:
      return inChannel(team, as, what)
  }
}

type ChannelAct = Extract<Act, { act: 'read' | 'join' | 'leave' | 'create' | 'invite' | 'dm' }>

function inChannel(team: Team, as: string, what: ChannelAct): unknown {
  switch (what.act) {
    case 'read': {
      const channel = channelOf(team, what.channel, as)
      markRead(team, as, channel.id, what.ts)
      return team.changes.tell({ kind: 'read', user: as, channel })
    }
    case 'join': {
      const channel = channelOf(team, what.channel, as)
      if (channel.archived) throw new SlackError('is_archived')
      if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type')
      return addMember(team, channel, as)
    }
    case 'leave':
      return removeMember(team, channelOf(team, what.channel, as), as)
    case 'create':
      return { channel: createChannel(team, what.name, as, false).id }
    case 'invite': {
      const channel = openChannelOf(team, what.channel, as)
      return addMember(team, channel, personOf(team, what.user).id, as)
    }
    case 'dm':
      return { channel: directChannel(team, as, personOf(team, what.user).id).id }
  }
}
