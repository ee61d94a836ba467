import { z } from 'zod'

/** Powers of ten of a quantity's decimal suffixes, in billionths: the least that Kubernetes keeps. */
const decimal: Record<string, number> = { n: 0, u: 3, m: 6, '': 9, k: 12, M: 15, G: 18, T: 21, P: 24, E: 27 }
const binary: Record<string, number> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 }
const written = /^(\d{1,18})(?:\.(\d{0,9}))?(?:([KMGTPE]i)|[eE]([+-]?\d{1,2})|([numkMGTPE]?))$/

/**
 * An amount as Kubernetes writes it (`500m`, `1.5`, `2Gi`, `1e3`), in billionths, rounded up as the API server
 * does; undefined for anything else and below zero. Source: apimachinery `pkg/api/resource`, Quantity.
 */
export function parseQuantity(text: string): bigint | undefined {
  const [, whole = '', part = '', power, exponent, suffix = ''] = written.exec(text) ?? []
  if (whole === '') return undefined
  const digits = BigInt(whole + part)
  const tens = (exponent === undefined ? (decimal[suffix] ?? 9) : 9 + Number(exponent)) - part.length
  const amount = power === undefined ? digits : digits * 1024n ** BigInt(binary[power] ?? 0)
  if (tens >= 0) return amount * 10n ** BigInt(tens)
  const divisor = 10n ** BigInt(-tens)
  return (amount + divisor - 1n) / divisor
}

/** Negative when `a` is less, 0 when both are the same amount (`1000m` and `1`). Throws on what is no quantity. */
export function compareQuantities(a: string, b: string): number {
  const [first, second] = [parseQuantity(a), parseQuantity(b)]
  if (first === undefined || second === undefined) throw new RangeError(`${a} or ${b} is not a quantity`)
  return first < second ? -1 : Number(first > second)
}

/** YAML reads `2` as a number; Kubernetes takes it as text. */
export const quantity = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => parseQuantity(text) !== undefined, {
    error: 'This is not a quantity: write 500m, 2, 512Mi or 2Gi',
  })
  .meta({ title: 'Quantity', description: 'As Kubernetes writes it: 500m, 2, 512Mi, 2Gi' })
