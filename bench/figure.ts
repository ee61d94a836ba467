/** One line of the table. `aim` is what must hold, where something must: at most so much. */
export type Figure = { what: string; value: number; unit: string; aim?: number }

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** How long each of so many turns took, in milliseconds. */
export async function timed(turns: number, work: (turn: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now()
    await work(turn)
    took.push(performance.now() - began)
  }
  return took
}

/** What is measured, the value, the aim, and whether it holds; aligned. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, aim }) => [
    what,
    `${rounded(value)} ${unit}`,
    aim === undefined ? '' : `≤ ${aim} ${unit}`,
    aim === undefined ? '' : value <= aim ? 'ok' : 'over',
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, n) => (n === 1 ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0))),
    )
    .map((row) => row.join('   ').trimEnd())
    .join('\n')
}

const rounded = (value: number): string => {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}
