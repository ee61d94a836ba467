import { z } from 'zod'
import { respond } from '../respond/respond.ts'
import { openChannelOf, personOf } from '../team/find.ts'
import { SlackError } from '../team/slack-error.ts'
import { hasScope, type Team } from '../team/team.ts'
import { channelName, responseUrl } from './payload.ts'
import { linkedText } from './typed-text.ts'

const answer = z.looseObject({ text: z.string().optional(), blocks: z.unknown().optional() })

/** Types `/command text`; throws `invalid_command`, `dispatch_failed` or `operation_timeout`. */
export async function runCommand(team: Team, user: string, channelId: string, typed: string): Promise<void> {
  const channel = openChannelOf(team, channelId, user)
  const [name = ''] = typed.trim().split(/\s/, 1)
  const known = team.app.manifest.features.slash_commands.find(({ command }) => command === name)
  if (!known || !hasScope(team, 'commands'))
    throw new SlackError('invalid_command', { says: `${name} is not a valid command.` })
  const rest = typed.trim().slice(name.length).trim()
  const target = { channel: channel.id, user }
  const outcome = await team.delivery.ask({
    type: 'slash_commands',
    acceptsResponse: true,
    payload: {
      token: team.app.verificationToken,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: user,
      user_name: personOf(team, user).name,
      command: name,
      text: known.should_escape ? linkedText(team, rest, 'command') : rest,
      api_app_id: team.app.appId,
      is_enterprise_install: 'false',
      response_url: responseUrl(team, 'commands', team.responseUrls.issue(target)),
      trigger_id: team.triggers.issue(user),
    },
  })
  if (!outcome.ok) {
    const code = outcome.reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
    throw new SlackError(code, { says: `${name} failed because the app did not respond.` })
  }
  const said = answer.safeParse(outcome.response)
  if (said.success && (said.data.text || said.data.blocks)) respond(team, target, said.data)
}
