import canonicalize from 'canonicalize'

/** Reads back what the store itself wrote; its type is the writer's. */
export const parse = <T>(text: string): T => JSON.parse(text)

/** Half a surrogate pair, left by a cut emoji, would not survive UTF-8: it is stored as U+FFFD. */
const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value

/** Canonical JSON (RFC 8785): the same value always makes the same bytes. */
export function canonical(value: unknown): string {
  return canonicalize(JSON.parse(JSON.stringify(value), wellFormed)) ?? 'null'
}
