import canonical from 'canonicalize'

/** One text for one value, whatever the order of its keys (RFC 8785). */
export function canonicalize(value: object): string {
  const text = canonical(value)
  if (text === undefined) throw new Error('This value has no JSON text')
  return text
}
