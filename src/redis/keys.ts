import type { createClient } from 'redis'

type Client = ReturnType<typeof createClient>

/** Keys looked at by one SCAN: a fraction of a millisecond of the server's only thread. */
const perScan = 500

/** Keys that Muster leaves itself are no part of a cache: neither counted nor taken away by a pattern. */
const own = 'muster:flush'

/**
 * The keys that match, page by page. Between two pages the server answers everybody else. Keys that were there all
 * the time are met for certain, perhaps twice; those that come or go meanwhile perhaps.
 */
async function* matching(
  client: Pick<Client, 'scan'>,
  pattern: string,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  let cursor = '0'
  do {
    signal.throwIfAborted()
    const page = await client.scan(cursor, { MATCH: pattern, COUNT: perScan })
    cursor = page.cursor
    yield page.keys.filter((key) => !key.startsWith(own))
  } while (cursor !== '0')
}

export async function countMatching(
  client: Pick<Client, 'scan'>,
  pattern: string,
  signal: AbortSignal,
): Promise<number> {
  let found = 0
  for await (const keys of matching(client, pattern, signal)) found += keys.length
  return found
}

/** UNLINK gives the memory back in another thread. Answers how many keys went. */
export async function unlinkMatching(
  client: Pick<Client, 'scan' | 'unlink'>,
  pattern: string,
  options: { signal: AbortSignal; report(unlinked: number): void },
): Promise<number> {
  let gone = 0
  for await (const keys of matching(client, pattern, options.signal)) {
    if (keys.length === 0) continue
    gone += await client.unlink(keys)
    options.report(gone)
  }
  return gone
}
