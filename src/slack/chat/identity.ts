import type { Ask } from './client.ts'

/** Who the bot is, and where. `url` is the workspace's, with a slash at its end. */
export type Identity = { userId: string; botId: string; teamId: string; teamName: string; url: string }

/** Throws with the name of the setting and what to do when the token is not a bot's. */
export async function askIdentity(ask: Ask): Promise<Identity> {
  const { user_id, bot_id, team_id, team = '', url = '' } = await ask('auth.test', (web) => web.auth.test())
  if (!user_id || !bot_id || !team_id)
    throw new Error(
      'SLACK_BOT_TOKEN is not a bot’s token. Use the Bot User OAuth Token, which begins with xoxb-.',
    )
  return { userId: user_id, botId: bot_id, teamId: team_id, teamName: team, url }
}
