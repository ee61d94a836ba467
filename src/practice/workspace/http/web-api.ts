import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { callMethod, type Reply, tooMany } from '../api/call.ts'
import type { Method } from '../api/method.ts'
import type { RateLimit } from '../api/rate-limit.ts'
import type { CallLog } from '../call-log.ts'
import { passed } from '../deliver/delivery.ts'
import type { Team } from '../team/team.ts'
import { answerJson } from './answer.ts'
import { argumentsOf, bearerOf } from './request.ts'

export type WebApi = {
  team: Team
  methods: ReadonlyMap<string, Method>
  limits: RateLimit | undefined
  log: CallLog
}

/** Answers `/api/<method>`, with the latency and the faults that were ordered for it. */
export async function answerWebApi(
  api: WebApi,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { team } = api
  const args = await argumentsOf(request)
  const logged = api.log.begin(
    name,
    String(args.channel ?? args.channel_id ?? args.name ?? args.view_id ?? ''),
  )
  const { latencyMs, fault, nth } = team.faults.begin(name)
  if (latencyMs > 0) await passed(team.clock, latencyMs)
  if (fault?.kind === 'drop') {
    logged.end('drop')
    response.destroy()
    return
  }
  if (fault?.kind === 'stall') {
    logged.end('stall')
    return void (await once(response, 'close'))
  }
  const ordered = fault && orderedReply(fault)
  const token = bearerOf(request) ?? (typeof args.token === 'string' ? args.token : undefined)
  const reply = ordered ?? callMethod(team, api.methods.get(name), token, args, api.limits)
  logged.end(fault?.kind ?? (reply.body.ok === false ? String(reply.body.error) : undefined))
  team.faults.end(name, nth)
  if (fault?.kind === 'drop-after') response.destroy()
  // A call that hangs holds its connection until the caller gives up.
  else if (fault?.kind === 'hang') await once(response, 'close')
  else answerJson(response, reply.status, reply.body, { ...scopesOf(api, name), ...reply.headers })
}

type Struck = NonNullable<ReturnType<Team['faults']['begin']>['fault']>

function orderedReply(fault: Struck): Reply | undefined {
  if (fault.kind === 'error') return { status: 200, headers: {}, body: { ok: false, error: fault.error } }
  if (fault.kind !== 'status') return undefined
  if (fault.status === 429) return tooMany(fault.retryAfterSeconds ?? 1)
  return { status: fault.status, headers: {}, body: { ok: false, error: 'internal_error' } }
}

const scopesOf = ({ team, methods }: WebApi, name: string): Record<string, string> => ({
  'x-oauth-scopes': team.app.manifest.oauth_config.scopes.bot.join(','),
  'x-accepted-oauth-scopes': methods.get(name)?.scopes.join(',') ?? '',
})
