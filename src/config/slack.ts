import { z } from 'zod'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Settings } from './setting.ts'
import { port, webUrl } from './values.ts'

export type SlackConfig =
  | { mode: 'practice' }
  | { mode: 'socket'; botToken: string; appToken: string; apiUrl?: string }
  | { mode: 'http'; botToken: string; signingSecret: string; port: number; apiUrl?: string }

/** What a secret starts with, and where it belongs. Only these openings are ever repeated in a message. */
const openings = [
  { opening: 'xoxb-', what: 'a bot token', home: 'SLACK_BOT_TOKEN' },
  { opening: 'xoxe.xoxb-', what: 'a bot token', home: 'SLACK_BOT_TOKEN' },
  { opening: 'xapp-', what: 'an app-level token', home: 'SLACK_APP_TOKEN' },
  { opening: 'xoxp-', what: 'a user token', home: undefined },
] as const

type SecretName = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET'
const wanted: Record<SecretName, string> = {
  SLACK_BOT_TOKEN: 'a bot token, which starts with xoxb- (OAuth & Permissions)',
  SLACK_APP_TOKEN: 'an app-level token, which starts with xapp- (Basic Information, App-Level Tokens)',
  SLACK_SIGNING_SECRET: 'the signing secret (Basic Information, App Credentials)',
}

/** Finds out how Slack is reached. Every combination that is neither practice, Socket Mode nor HTTP is refused. */
export function slackConfig(settings: Settings): Result<SlackConfig> {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, PORT } = settings
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    const wrong = settings[name] === undefined ? undefined : wrongSecret(name, settings[name])
    if (wrong) return refuse('wrong-secret', wrong)
  }
  const listening = port.safeParse(PORT)
  if (PORT !== undefined && !listening.success)
    return refuse('wrong-port', 'PORT is not a port: set it to a number from 1 to 65535')
  const api = webUrl.safeParse(settings.SLACK_API_URL)
  if (settings.SLACK_API_URL !== undefined && !api.success)
    return refuse(
      'wrong-url',
      'SLACK_API_URL is not a web address: write http://127.0.0.1:3000/api/, for example',
    )

  if (SLACK_BOT_TOKEN === undefined) {
    const set = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL'] as const).find(
      (it) => settings[it],
    )
    return set === undefined
      ? ok({ mode: 'practice' })
      : refuse(
          'half-set',
          `${set} is set but SLACK_BOT_TOKEN is not: set it too, or unset ${set} to practise`,
        )
  }
  const common = { botToken: SLACK_BOT_TOKEN, ...(api.success ? { apiUrl: api.data } : {}) }
  if (SLACK_APP_TOKEN !== undefined && SLACK_SIGNING_SECRET !== undefined)
    return refuse(
      'ambiguous',
      `SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: for Socket Mode unset SLACK_SIGNING_SECRET; for HTTP unset SLACK_APP_TOKEN${PORT === undefined ? ' and set PORT' : ''}`,
    )
  if (SLACK_APP_TOKEN !== undefined) return ok({ mode: 'socket', appToken: SLACK_APP_TOKEN, ...common })
  if (SLACK_SIGNING_SECRET === undefined)
    return refuse(
      'half-set',
      'SLACK_BOT_TOKEN is set alone: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP',
    )
  if (!listening.success)
    return refuse(
      'half-set',
      'SLACK_SIGNING_SECRET is set but PORT is not: set PORT to where Slack’s requests arrive',
    )
  return ok({ mode: 'http', signingSecret: SLACK_SIGNING_SECRET, port: listening.data, ...common })
}

const unbroken = z.string().regex(/^[\x21-\x7e]+$/)

/** Never repeats the value: it may be another secret in the wrong place. */
function wrongSecret(name: SecretName, value: string): string | undefined {
  const known = openings.find((one) => value.startsWith(one.opening))
  if (!unbroken.safeParse(value).success)
    return `${name} has a space or a strange character in it: copy it again`
  if (name === 'SLACK_SIGNING_SECRET' ? known === undefined : known?.home === name) return undefined
  const found = known
    ? `holds ${known.what}${known.home ? ` (that belongs into ${known.home})` : ''}`
    : 'is not right'
  return `${name} ${found}: set it to ${wanted[name]}`
}
