const suffixes: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
}

/** `500m` and `2Gi` in thousandths of the unit; nothing where it is no quantity. */
export function milli(quantity: unknown): number | undefined {
  const [, count = '', suffix = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(String(quantity)) ?? []
  const factor = suffixes[suffix]
  return count === '' || factor === undefined ? undefined : Number(count) * factor * 1000
}

/** Thousandths as Kubernetes writes them: `140m`, `2`. */
export const fromMilli = (value: number): string =>
  value % 1000 === 0 ? String(value / 1000) : `${Math.round(value)}m`
