import type { Server as PlainServer } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { createServer } from 'node:net'

/** The first byte of a TLS handshake. */
const handshake = 0x16

/**
 * One port for both: kubectl sends its token over TLS only, while scripts and tests are glad of plain HTTP.
 */
export async function listen(
  port: number,
  plain: PlainServer,
  secure: SecureServer,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  // Without `noDelay` the second small write of a watch waits 40 ms for the client's acknowledgement.
  const door = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.once('readable', () => {
      const first: Buffer | null = socket.read()
      if (!first) return
      socket.unshift(first)
      const server = first[0] === handshake ? secure : plain
      server.emit('connection', socket)
    })
  })
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject)
    door.listen(port, '127.0.0.1', resolve)
  })
  const address = door.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
