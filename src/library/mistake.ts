/** Where in the data: keys and indexes from the top of the file. */
export type Path = readonly (string | number)[]

/** What is wrong in one file, before anybody says which file. Lines and columns count from 1. */
export type Mistake = { line: number; column: number; path: string; says: string }

export type Reading<T> = { ok: true; value: T } | { ok: false; mistakes: Mistake[] }

export const showPath = (path: Path): string =>
  path
    .map((part, n) => (typeof part === 'number' ? `[${part}]` : n === 0 ? part : `.${part}`))
    .join('')
    .slice(0, 300)

/** At most this many are told per file: one slip in YAML can cause a hundred. */
const mistakesShown = 20

export const fail = (mistakes: readonly Mistake[]): { ok: false; mistakes: Mistake[] } => ({
  ok: false,
  mistakes: mistakes.slice(0, mistakesShown),
})
