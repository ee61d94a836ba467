import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { resourceRequest } from './dispatch.ts'
import { execute, stream } from './exec.ts'
import { faultAnswer } from './faults.ts'
import { begin, isOurHost, type Serving } from './serving.ts'
import { ApiError, noSuchPath } from './status.ts'
import { internal, refuse } from './transfer.ts'

/** Answers a request to run a command in a pod, whose streams go over a WebSocket. */
export async function exec(
  serving: Serving,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://cluster')
  const call = `${request.method} ${url.pathname}`
  const { fault, end } = await begin(serving.faults, call)
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
    end()
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
