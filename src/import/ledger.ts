import { type Path, showPath } from '../library/mistake.ts'
import { isBlank, isMarkup, type Source } from './read/source.ts'
import { longestLine } from './write/mark.ts'

/** Where a line went. `as` a comment: no key holds it, and it stands beside what it is about. */
export type Encoded = { line: number; file: string; path: string; as: 'data' | 'comment' }
export type LeftOver = { line: number; text: string; why: string }

/** Every line of the source that is not blank, once: in one of the two. */
export type Ledger = { encoded: Encoded[]; leftOver: LeftOver[] }

export type Claim = { file: string; path: Path; from: readonly number[]; as: Encoded['as'] }

/** Settles the ledger: the first claim of a line counts, and what nobody claims is left over. */
export function settle(
  { lines }: Source,
  claims: readonly Claim[],
  left: readonly { lines: readonly number[]; why: string }[],
): Ledger {
  const where = new Map<number, Encoded>()
  const why = new Map<number, string>()
  for (const { file, path, from, as } of claims)
    for (const line of from) if (!where.has(line)) where.set(line, { line, file, path: showPath(path), as })
  for (const one of left) for (const line of one.lines) why.set(line, one.why)
  const encoded: Encoded[] = []
  const leftOver: LeftOver[] = []
  for (const [n, text] of lines.entries()) {
    if (isBlank(text)) continue
    const line = n + 1
    const place = where.get(line)
    if (text.length > longestLine) leftOver.push({ line, text, why: `longer than ${longestLine} characters` })
    else if (place) encoded.push(place)
    else leftOver.push({ line, text, why: why.get(line) ?? reasonOf(text) })
  }
  return { encoded, leftOver }
}

const reasonOf = (text: string): string =>
  isMarkup(text) ? 'markup' : isContents.test(text) ? 'about the document itself' : 'not understood'

/** An entry of a table of contents, or its title. */
const isContents = /^\s*(?:[-*+]|\d+[.)])\s+\[.*\]\(#[^)]*\)\s*$|^\W*table of contents/i
