import type { IncomingMessage, ServerResponse } from 'node:http'
import { handle, handlePath, resourceRequest } from './dispatch.ts'
import { Exchange } from './exchange.ts'
import { faultAnswer, isCut, isLost } from './faults.ts'
import type { Answer } from './read.ts'
import { begin, isOurHost, type Serving } from './serving.ts'
import { ApiError, noSuchPath } from './status.ts'
import { bodyOf, send } from './transfer.ts'

type Asked = { request: IncomingMessage; response: ServerResponse; url: URL; body: Buffer }

const health = ['/healthz', '/readyz', '/livez']

/** Answers one request over HTTP: of the API, about its health, or to control practice. */
export async function respond(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://cluster')
  if (!isOurHost(request)) {
    const { body } = new ApiError(403, 'Forbidden', 'This host name is not served here')
    return send(response, { status: 403, body })
  }
  const exchange = new Exchange(serving, request, response, url)
  try {
    const body = await bodyOf(request)
    if (url.pathname.startsWith('/control/')) send(response, await control(serving, request, url, body))
    else if (health.includes(url.pathname))
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok')
    else await answer(serving, exchange, { request, response, url, body })
  } catch (error) {
    exchange.fail(error)
  }
}

async function answer(serving: Serving, exchange: Exchange, asked: Asked): Promise<void> {
  const { request, response, url, body } = asked
  const { fault, end } = await begin(serving.faults, exchange.call)
  exchange.fault = fault
  if (fault && isLost(fault)) return exchange.lose(0, fault)
  const refusal = fault ? faultAnswer(fault) : undefined
  if (refusal) return exchange.answer(refusal.answer, refusal.headers)
  const who = serving.access.authenticate(request.headers.authorization)
  exchange.user = who.name
  const resource = resourceRequest(request, url, who, body)
  const handled = resource
    ? handle(serving.world, serving.access, resource)
    : handlePath(serving.world.store, request.method ?? 'GET', url.pathname, request.headers.host ?? '')
  end()
  if (fault && isCut(fault)) return exchange.lose(typeof handled === 'function' ? 200 : handled.status, fault)
  if (typeof handled !== 'function') return exchange.answer(handled)
  if (resource?.verb === 'watch') serving.streams.add(response)
  handled(response)
  exchange.note(200)
}

function control({ control }: Serving, request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
  const method = request.method ?? 'GET'
  // A page of another site can post forms and plain text here, but not JSON.
  if (method === 'POST' && !request.headers['content-type']?.startsWith('application/json'))
    throw new ApiError(415, 'UnsupportedMediaType', 'Send application/json')
  const answered = control(method, url.pathname, body)
  if (!answered) throw noSuchPath()
  return answered
}
