import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Core } from '../app/core.ts'

export type Web = { url: string; stop(): Promise<void> }

/** The pages people look at. Read-only; `url` has no slash at the end. */
export async function startWeb({
  core,
  web,
}: {
  core: Core
  web: { port: number; url?: string }
}): Promise<Web> {
  const app = new Hono()
  app.get('/health', (context) => context.json({ ok: true, at: core.clock.now().toISOString() }))
  const { server, port } = await listen(app, web.port)
  return {
    url: web.url ?? `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}

function listen(app: Hono, port: number) {
  return new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port }, (info) => resolve({ server, port: info.port }))
    server.once('error', reject)
  })
}
