import type { Lines } from '../read/source.ts'

/** Keeps what fits into `most` characters of source; the lines of the rest. */
export function within<T extends { from: Lines }>(
  all: readonly T[],
  most: number,
  textAt: (line: number) => string,
): { kept: T[]; left: number[] } {
  const kept: T[] = []
  const left: number[] = []
  let size = 0
  for (const one of all) {
    size += one.from.reduce((sum, line) => sum + textAt(line).length + 12, 0)
    if (size <= most) kept.push(one)
    else for (const line of one.from) left.push(line)
  }
  return { kept, left }
}
