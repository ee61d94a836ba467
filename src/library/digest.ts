import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Playbook } from '../domain/playbook.ts'

/** SHA-256, in hex, of the canonical JSON (RFC 8785): the same data has the same digest, however it was written. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')

export const pin = (playbook: Playbook) => ({ digest: digestOf(playbook), playbook })
