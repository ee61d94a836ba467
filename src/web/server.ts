import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { Sources } from './reader.ts'
import { createSite } from './site.ts'

export type Web = { url: string; stop(): Promise<void> }

/**
 * Serves the pages people look at; nothing can be changed through them. Reachable from this machine only,
 * unless `web.url` says that somebody chose to expose them. The answer's `url` has no slash at the end.
 */
export async function startWeb({
  core,
  web,
}: {
  core: Sources
  web: { port: number; url?: string }
}): Promise<Web> {
  const exposed = web.url !== undefined
  const site = createSite(core, { loopbackOnly: !exposed })
  const server = createAdaptorServer({ fetch: site.fetch })
  const port = await listen(server, web.port, exposed ? undefined : '127.0.0.1')
  return {
    url: web.url ?? `http://localhost:${port}`,
    stop: () => stop(server),
  }
}

function listen(server: ServerType, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: Error & { code?: string }) => {
      const taken = cause.code === 'EADDRINUSE'
      reject(
        taken
          ? new Error(`Port ${port} for the pages is taken: set MUSTER_WEB_PORT to a free one, or to 0`, {
              cause,
            })
          : cause,
      )
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Requests in hand are answered; browsers that merely keep their connection are not waited for. */
function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
