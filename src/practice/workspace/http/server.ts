import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { SocketMode } from '../deliver/socket-mode.ts'
import type { Live } from '../live/live.ts'
import { hostIsOurs, originIsOurs } from './guard.ts'
import { urlOf } from './request.ts'
import { type Routes, route } from './routes.ts'

export type Parts = {
  routes: Routes
  socketMode: SocketMode
  live: Live
  viewerFor(id: string | null): string | undefined
}

/** Listens on loopback only; `partsFor` is told the port before anything is answered. */
export async function listen(
  port: number,
  partsFor: (port: number) => Parts,
): Promise<{ stop(): Promise<void> }> {
  // Longer than clients keep an idle connection, so that they never write to one just closed.
  const server = createServer({ keepAliveTimeout: 120_000 })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const parts = partsFor(portOf(server.address()))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 })
  server.on('request', (request, response) => {
    route(parts.routes, request, response).catch((error: unknown) => {
      console.error('practice workspace:', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const accept = acceptorOf(parts, request)
    if (!accept) return socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, accept)
  })
  return {
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

type Accept = Parameters<WebSocketServer['handleUpgrade']>[3]

function acceptorOf(
  { routes, socketMode, live, viewerFor }: Parts,
  request: IncomingMessage,
): Accept | undefined {
  const { pathname, searchParams } = urlOf(request)
  if (!hostIsOurs(request, routes.port)) return undefined
  if (pathname === '/link/')
    return socketMode.takeTicket(searchParams.get('ticket') ?? '')
      ? (socket) => socketMode.accept(socket)
      : undefined
  const viewer = viewerFor(searchParams.get('as'))
  if (pathname !== '/practice/live' || !viewer || !originIsOurs(request, routes.port)) return undefined
  return (socket) => live.accept(socket, viewer)
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The workspace has no port')
  return address.port
}
