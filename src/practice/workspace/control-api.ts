import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { CallLog } from './call-log.ts'
import type { SocketMode } from './deliver/socket-mode.ts'
import { answerJson } from './http/answer.ts'
import { bodyOf, jsonObject, urlOf } from './http/request.ts'
import { messageShape } from './shapes/message.ts'
import { messagesIn } from './team/find.ts'
import { putPerson } from './team/people.ts'
import type { Team } from './team/team.ts'

/** Every method's name has a dot; a delivery's has none. */
const WEB_API = '*.*'

const seconds = z.number().min(0).exactOptional()
const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number().min(0) }),
  z.object({ kind: z.enum(['drop', 'drop-after', 'hang', 'stall']) }),
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: seconds,
  }),
  z.object({ kind: z.literal('error'), error: z.string() }),
])
const orders = {
  faults: z.object({ call: z.string(), fault, times: z.number().int().min(1).exactOptional() }),
  latency: z.object({ ms: z.number().min(0), call: z.string().default(WEB_API) }),
  clock: z.object({ skewMs: z.number() }),
  person: z.object({
    id: z.string().min(1),
    name: z.string(),
    realName: z.string(),
    email: z.string(),
    title: z.string().exactOptional(),
    tz: z.string().exactOptional(),
    deactivated: z.boolean().exactOptional(),
  }),
  repeat: z.object({ type: z.string(), times: z.number().int().min(1).max(20).default(1) }),
  socket: z.object({ do: z.enum(['cut', 'refresh', 'warning']) }),
}

export type Controlled = {
  team: Team
  log: CallLog
  socketMode: SocketMode
  act(source: unknown): Promise<unknown>
}

/** Answers `/control/*`; docs/practice-control.md tells what each does. */
export async function answerControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request)
  const what = `${request.method} ${url.pathname.replace('/control/', '')}`
  const body = request.method === 'POST' ? jsonObject((await bodyOf(request)).toString()) : {}
  try {
    const answer: unknown = await carryOut(controlled, what, body, url.searchParams)
    if (answer === undefined) answerJson(response, 404, { ok: false, error: 'unknown_control' })
    else answerJson(response, 200, answer)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    answerJson(response, 400, { ok: false, error: 'invalid_arguments', says: z.prettifyError(error) })
  }
}

const done = { ok: true }

function carryOut(
  { team, log, socketMode, act }: Controlled,
  what: string,
  body: Record<string, unknown>,
  query: URLSearchParams,
): unknown {
  switch (what) {
    case 'POST faults':
      team.faults.order(orders.faults.parse(body))
      return done
    case 'DELETE faults':
      team.faults.clear()
      return done
    case 'POST latency': {
      const { ms, call } = orders.latency.parse(body)
      team.faults.delay(call, ms)
      return done
    }
    case 'POST clock': {
      const { skewMs } = orders.clock.parse(body)
      if (!team.clock.skew) return { ok: false, error: 'clock_is_fixed' }
      team.clock.skew(skewMs)
      return done
    }
    case 'POST socket': {
      const order = orders.socket.parse(body).do
      if (order === 'cut') socketMode.cut()
      else socketMode.refresh(order === 'warning' ? 'warning' : 'refresh_requested')
      return done
    }
    case 'POST person':
      putPerson(team, orders.person.parse(body))
      return done
    case 'POST repeat': {
      const { type, times } = orders.repeat.parse(body)
      return team.delivery.repeat(type, times).then(() => done)
    }
    case 'GET calls': {
      const since = Number(query.get('since') ?? 0)
      return { ok: true, calls: log.list().filter(({ began }) => began >= since) }
    }
    case 'DELETE calls':
      log.clear()
      return done
    case 'POST as':
      return act(body)
    case 'GET messages': {
      const named = query.get('channel') ?? ''
      const channel = team.state.channels.find(({ id, name }) => id === named || name === named)
      if (!channel) return { ok: false, error: 'channel_not_found' }
      const messages = messagesIn(team, channel.id).map((message) => messageShape(team, message, true))
      return { ok: true, channel: channel.id, messages }
    }
    case 'GET channels':
      return { ok: true, channels: team.state.channels }
    default:
      return undefined
  }
}
