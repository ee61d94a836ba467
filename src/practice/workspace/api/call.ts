import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import type { Answer, Method } from './method.ts'
import type { RateLimit } from './rate-limit.ts'

export type Reply = { status: number; headers: Record<string, string>; body: Answer }

const reply = (body: Answer): Reply => ({ status: 200, headers: {}, body })

/** One Web API call, from token to answer. `limits` is absent when rate limits are lifted. */
export function callMethod(
  team: Team,
  method: Method | undefined,
  token: string | undefined,
  args: Record<string, unknown>,
  limits: RateLimit | undefined,
): Reply {
  try {
    if (!method) throw new SlackError('unknown_method')
    checkToken(team, method, token)
    const wait = limits?.take(method.name, method.tier, String(args.channel ?? '')) ?? 0
    if (wait > 0) return tooMany(wait)
    checkScope(team, method)
    return reply({ ok: true, ...method.call(args, team) })
  } catch (error) {
    if (error instanceof SlackError) return reply({ ok: false, error: error.code, ...scoped(team, error) })
    throw error
  }
}

export const tooMany = (seconds: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { ok: false, error: 'ratelimited' },
})

function checkToken({ app }: Team, method: Method, token: string | undefined): void {
  if (method.token === 'none') return
  if (!token) throw new SlackError('not_authed')
  const wanted = method.token === 'app' ? app.appToken : app.botToken
  if (token === wanted) return
  throw new SlackError(
    token === app.appToken || token === app.botToken ? 'not_allowed_token_type' : 'invalid_auth',
  )
}

function checkScope(team: Team, method: Method): void {
  const granted = team.app.manifest.oauth_config.scopes.bot
  if (method.token !== 'bot' || method.scopes.length === 0) return
  if (method.scopes.some((scope) => granted.includes(scope))) return
  throw new SlackError('missing_scope', { needed: method.scopes.join(',') })
}

/** With `missing_scope` Slack also tells which scopes the token has. */
const scoped = (team: Team, { code, extra }: SlackError): Record<string, unknown> =>
  code === 'missing_scope'
    ? { ...extra, provided: team.app.manifest.oauth_config.scopes.bot.join(',') }
    : extra
