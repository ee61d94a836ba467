/** Characters of all texts in blocks, however deep. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  let sum = 0
  for (const [key, inner] of Object.entries(value))
    sum += key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)
  return sum
}
