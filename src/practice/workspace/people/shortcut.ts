import type { Act } from '../../page/protocol.ts'
import { messageShape } from '../shapes/message.ts'
import { channelOf } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import { hasScope, type Team } from '../team/team.ts'
import { askApp } from './ask-app.ts'
import { channelName, interaction, responseUrl } from './payload.ts'
import { seenMessage } from './place.ts'

/** Uses a shortcut of the app, on a message where it is a message shortcut. */
export async function useShortcut(
  team: Team,
  user: string,
  { callbackId, channel: channelId, ts }: Extract<Act, { act: 'shortcut' }>,
): Promise<void> {
  const known = team.app.manifest.features.shortcuts.find((one) => one.callback_id === callbackId)
  if (!known || !hasScope(team, 'commands')) throw new SlackError('shortcut_not_found')
  const shared = {
    callback_id: callbackId,
    trigger_id: team.triggers.issue(user),
    action_ts: team.ids.ts(),
  }
  if (known.type === 'global') {
    await askApp(team, { ...interaction(team, 'shortcut', user), ...shared }, false)
    return
  }
  if (!channelId || !ts) throw new SlackError('no_item_specified')
  const channel = channelOf(team, channelId, user)
  const message = seenMessage(team, user, channelId, ts)
  const key = team.responseUrls.issue({ channel: channelId, user })
  const payload = {
    ...interaction(team, 'message_action', user),
    ...shared,
    message_ts: ts,
    channel: { id: channelId, name: channelName(channel) },
    response_url: responseUrl(team, 'actions', key),
    message: messageShape(team, message, true),
  }
  await askApp(team, payload, false)
}
