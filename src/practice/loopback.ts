import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** The first byte of a TLS handshake. */
const handshake = 0x16

/** Gives a connection to the server that speaks what it begins with. */
export function handOver(socket: Duplex, plain: Server, secure: Server): void {
  socket.on('error', () => socket.destroy())
  socket.once('readable', () => {
    const first: Buffer | null = socket.read()
    if (!first) return
    socket.unshift(first)
    const server = first[0] === handshake ? secure : plain
    server.emit('connection', socket)
  })
}

/** Port 0 takes any that is free. `close` cuts what is still connected. */
export async function listen(server: Server, port = 0): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
