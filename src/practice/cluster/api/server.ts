import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createDoor } from 'node:net'
import type { Duplex } from 'node:stream'
import { handOver, listen } from '../../loopback.ts'
import { exec } from './exec-door.ts'
import { respond } from './respond.ts'
import type { Serving } from './serving.ts'

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
