import { once } from 'node:events'
import type { Server } from 'node:net'

/** Starts a server on loopback and answers its port: any that is free, unless one is asked for. */
export async function listen(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return address.port
}
