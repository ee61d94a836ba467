import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { z } from 'zod'
import { listen } from './listen.ts'

const app = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({})) }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({}), interactivity: z.looseObject({}) }),
})

/** The app's manifest as docs/deploy.md has it for HTTP: Socket Mode off, one request URL for everything. */
export function overHttp(manifest: unknown, url: string): unknown {
  const { features, settings, ...rest } = app.parse(manifest)
  return {
    ...rest,
    features: { ...features, slash_commands: features.slash_commands.map((one) => ({ ...one, url })) },
    settings: {
      ...settings,
      socket_mode_enabled: false,
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { ...settings.interactivity, request_url: url },
    },
  }
}

/** A port that was free a moment ago, below those that systems give to whoever asks for any. */
export async function freePort(): Promise<number> {
  const server = createServer()
  try {
    const port = await listen(server, randomInt(20_000, 32_000))
    server.close()
    await once(server, 'close')
    return port
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freePort()
    throw error
  }
}
