const suffixes: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
}

const format = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const written = /^([+-]?)(\d*\.?\d*)([eEinumkKMGTP]*[-+]?\d*)$/

const factorOf = (suffix: string): number | undefined =>
  suffixes[suffix] ?? (/^[eE][+-]?\d+$/.test(suffix) ? Number(`1${suffix}`) : undefined)

/** Sign, digits and factor of `-1.5Gi`, or what the API server says of one that is none (apimachinery, ParseQuantity). */
function parsed(quantity: unknown): { value: number } | { wrong: string } {
  const text = typeof quantity === 'string' ? quantity : JSON.stringify(quantity)
  const [, sign, digits = '', suffix = ''] = (text && written.exec(text)) || []
  if (sign === undefined) return { wrong: format }
  const factor = factorOf(suffix)
  if (factor === undefined) return { wrong: "unable to parse quantity's suffix" }
  if (!/\d/.test(digits)) return { wrong: 'unable to parse numeric part of quantity' }
  // Fifteen digits are what a double keeps: `2.3` and `2300m` are the same.
  return { value: Number((Number(`${sign}${digits}`) * factor).toPrecision(15)) }
}

/** `500m` and `2Gi` in thousandths of the unit; nothing where it is no quantity. */
export function milli(quantity: unknown): number | undefined {
  const read = parsed(quantity)
  return 'value' in read ? Number((read.value * 1000).toPrecision(15)) : undefined
}

/** Why something is no quantity, in the API server's words. */
export function quantityMistake(quantity: unknown): string | undefined {
  const read = parsed(quantity)
  return 'wrong' in read ? read.wrong : undefined
}

/** Thousandths as Kubernetes writes them: `140m`, `2`. */
export const fromMilli = (value: number): string =>
  value % 1000 === 0 ? String(value / 1000) : `${Math.round(value)}m`
