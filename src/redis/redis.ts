import { Denied, Unavailable } from '../app/ports/failures.ts'
import type { Redis } from '../app/ports/redis.ts'
import { redact } from '../domain/redact.ts'
import { countMatching, unlinkMatching } from './keys.ts'

const markerSeconds = 86_400

/** The package is loaded when a Redis is first spoken to. */
async function prepare(url: string, database: number, timeoutMs: number) {
  const { createClient, ErrorReply } = await import('redis')
  const client = createClient({
    url,
    database,
    // A failed connection fails the call; whoever called decides whether to try again.
    socket: { connectTimeout: timeoutMs, socketTimeout: timeoutMs, reconnectStrategy: false },
    disableOfflineQueue: true,
  })
  // The same failure also rejects the call that meets it.
  client.on('error', () => undefined)
  return { client, isRefusal: (error: unknown): error is Error => error instanceof ErrorReply }
}

type Client = Awaited<ReturnType<typeof prepare>>['client']

/** Host and port alone: the address may hold a password. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'the configured address')

/** Redis spoken to directly, one connection for each question. */
export function connectRedis({ timeoutMs = 5000 }: { timeoutMs?: number } = {}): Redis {
  async function ask<T>(
    url: string,
    database: number,
    changes: boolean,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const { client, isRefusal } = await prepare(url, database, timeoutMs)
    let sent = false
    try {
      await client.connect()
      sent = true
      return await work(client)
    } catch (cause) {
      if (isRefusal(cause)) throw new Denied(`Redis at ${hostOf(url)} refused: ${redact(cause.message)}`)
      throw new Unavailable(
        `Redis at ${hostOf(url)} ${sent ? 'did not answer in time' : 'cannot be reached'}`,
        {
          uncertain: changes && sent,
          cause,
        },
      )
    } finally {
      client.destroy()
    }
  }

  return {
    size: (url, database) => ask(url, database, false, (client) => client.dbSize()),
    has: (url, database, key) => ask(url, database, false, async (client) => (await client.exists(key)) > 0),
    count: (url, database, pattern, signal) =>
      ask(url, database, false, (client) => countMatching(client, pattern, signal)),
    unlink: (url, database, pattern, marker, options) =>
      ask(url, database, true, async (client) => {
        const gone = await unlinkMatching(client, pattern, options)
        await client.set(marker, '1', { EX: markerSeconds })
        return gone
      }),
    flush: (url, database, marker) =>
      ask(url, database, true, async (client) => {
        // A late second try finds the mark of the first: nothing is emptied twice.
        await client.watch(marker)
        if (await client.exists(marker)) return
        await client.multi().flushDb('ASYNC').set(marker, '1', { EX: markerSeconds }).exec()
      }),
  }
}
