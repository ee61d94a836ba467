import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { EventRow } from './schema.ts'

/** What the first event follows. */
export const genesis = '0'.repeat(64)

export type Link = Omit<EventRow, 'position' | 'hash'>

/**
 * SHA-256, in hex, of the canonical JSON (RFC 8785) of an event and the hash before it. `data` enters
 * as the stored text, so that any byte of it counts. The position does not: order is what `prev` proves.
 */
export function linkHash({ stream, seq, at, actor, type, data, cause, prev }: Link): string {
  const text = canonicalize({ stream, seq, at, actor, type, data, cause, prev }) ?? ''
  return createHash('sha256').update(text).digest('hex')
}
