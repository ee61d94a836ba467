import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createDoor } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Fault, Faults } from '../../control/faults.ts'
import { handOver, listen } from '../../loopback.ts'
import type { World } from '../world.ts'
import type { Access } from './access.ts'
import { handle, handlePath, resourceRequest } from './dispatch.ts'
import { execute, stream } from './exec.ts'
import { faultAnswer, isCut, isLost } from './faults.ts'
import type { Answer } from './read.ts'
import { ApiError, noSuchPath } from './status.ts'
import type { Streams } from './streams.ts'
import { bodyOf, cut, internal, refuse, send } from './transfer.ts'

/** `status`: what was answered, or would have been where a fault of the connection struck; 0 where nothing happened. */
export type Call = { at: string; call: string; user: string; status: number; fault?: string }

/** Answers paths under `/control/`; nothing when it knows none such. */
export type Control = (method: string, path: string, body: Buffer) => Promise<Answer> | undefined

export type Serving = {
  world: World
  access: Access
  faults: Faults
  streams: Streams
  control: Control
  /** Told of each call once it has been answered. */
  onCall(call: Call): void
  identity: { key: string; cert: string }
  port: number
}

/**
 * Serves the API over HTTP and HTTPS on one port of 127.0.0.1: kubectl sends its token over TLS only, while scripts
 * and tests are glad of plain HTTP.
 */
export async function serve(serving: Serving): Promise<{ port: number; close(): Promise<void> }> {
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void respond(serving, request, response)
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void exec(serving, request, socket, head)
  const plain = createServer(answer).on('upgrade', upgrade)
  const secure = createSecureServer({ ...serving.identity, ALPNProtocols: ['http/1.1'] }, answer).on(
    'upgrade',
    upgrade,
  )
  // Without `noDelay` the second small write of a watch waits 40 ms for the client's acknowledgement.
  const door = createDoor({ noDelay: true }, (socket) => handOver(socket, plain, secure))
  return listen(door, serving.port)
}

async function respond(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://cluster')
  const method = request.method ?? 'GET'
  if (!isOurHost(request)) {
    send(response, {
      status: 403,
      body: new ApiError(403, 'Forbidden', 'This host name is not served here').body,
    })
    return
  }
  // A dry run is another call: a fault ordered for the change itself does not strike it.
  const call = `${method} ${url.pathname}${url.searchParams.has('dryRun') ? '?dryRun' : ''}`
  let user = ''
  let struck: Fault | undefined
  const note = (status: number) =>
    serving.onCall({
      at: new Date(serving.world.clock.now()).toISOString(),
      call,
      user,
      status,
      ...(struck ? { fault: struck.kind } : {}),
    })
  /** The client hears nothing: at once, or ever. */
  const lose = (status: number, { kind }: Fault) => {
    note(status)
    if (kind === 'drop' || kind === 'drop-after') cut(request)
  }
  try {
    const body = await bodyOf(request)
    if (url.pathname.startsWith('/control/'))
      return send(response, await control(serving, request, url, body))
    if (url.pathname === '/healthz' || url.pathname === '/readyz' || url.pathname === '/livez') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok')
      return
    }
    const { latencyMs, fault, nth } = serving.faults.begin(call)
    struck = fault
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    if (fault && isLost(fault)) return lose(0, fault)
    const refusal = fault ? faultAnswer(fault) : undefined
    if (refusal) {
      note(refusal.answer.status)
      return send(response, refusal.answer, refusal.headers)
    }
    const who = serving.access.authenticate(request.headers.authorization)
    user = who.name
    const resource = resourceRequest(request, url, who, body)
    const host = request.headers.host ?? ''
    const handled = resource
      ? handle(serving.world, serving.access, resource)
      : handlePath(serving.world.store, method, url.pathname, host)
    serving.faults.end(call, nth)
    if (fault && isCut(fault)) return lose(typeof handled === 'function' ? 200 : handled.status, fault)
    if (typeof handled === 'function') {
      if (resource?.verb === 'watch') serving.streams.add(response)
      handled(response)
      note(200)
      return
    }
    note(handled.status)
    send(response, handled)
  } catch (error) {
    const refusal = error instanceof ApiError ? error : internal(error)
    if (struck && isCut(struck)) return lose(refusal.code, struck)
    note(refusal.code)
    const seconds = refusal.body.details?.retryAfterSeconds
    send(
      response,
      { status: refusal.code, body: refusal.body },
      seconds === undefined ? {} : { 'retry-after': String(seconds) },
    )
  }
}

async function exec(serving: Serving, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://cluster')
  const call = `${request.method} ${url.pathname}`
  const { latencyMs, fault, nth } = serving.faults.begin(call)
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
  try {
    if (fault?.kind === 'drop') return void socket.destroy()
    if (fault?.kind === 'stall') return
    const refusal = fault ? faultAnswer(fault) : undefined
    if (refusal) return refuse(socket, refusal.answer, refusal.headers)
    if (!isOurHost(request)) throw new ApiError(403, 'Forbidden', 'This host name is not served here')
    const who = serving.access.authenticate(request.headers.authorization)
    const resource = resourceRequest(request, url, who, Buffer.alloc(0))
    if (resource?.subresource !== 'exec') throw noSuchPath()
    serving.access.authorize(resource)
    const done = execute(serving.world, resource)
    serving.faults.end(call, nth)
    serving.onCall({
      at: new Date(serving.world.clock.now()).toISOString(),
      call,
      user: who.name,
      status: 101,
    })
    if (fault?.kind === 'drop-after') return void socket.destroy()
    if (fault?.kind !== 'hang') stream(request, socket, head, done)
  } catch (error) {
    const refusal = error instanceof ApiError ? error : internal(error)
    refuse(socket, { status: refusal.code, body: refusal.body })
  }
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

/** Only names of this machine: a page whose own name resolves to it is kept out. */
function isOurHost(request: IncomingMessage): boolean {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  return name === '127.0.0.1' || name === 'localhost'
}
