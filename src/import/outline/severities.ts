import { isSeverity, type Severity } from '../../domain/severity.ts'

/** The severity that a text begins with: "P0 (Critical)", "SEV1", "S2 -". `fromZero`: the document has a SEV0. */
export function severityAt(text: string, fromZero = false): Severity | undefined {
  const [, letters = '', digit = ''] =
    /^\W*(p|sev|s|severity|priority|sev-|level)[\s-]?([0-4])\b/i.exec(text) ?? []
  if (digit === '' || /^level/i.test(letters)) return undefined
  return named(letters, Number(digit) + (fromZero && !/^p/i.test(letters) ? 1 : 0))
}

/** P0 is the worst with P; with SEV and S it is 1, as those who write so count. */
const named = (letters: string, digit: number): Severity | undefined => {
  const word = `p${/^p/i.test(letters) ? digit : Math.max(0, digit - 1)}`
  return isSeverity(word) ? word : undefined
}

/** All severities that a text names as P0 to P3, worst first. */
export function severitiesIn(text: string): Severity[] {
  const found = [...text.matchAll(/\bp([0-3])\b/gi)].flatMap(([word]) => {
    const low = word.toLowerCase()
    return isSeverity(low) ? [low] : []
  })
  return [...new Set(found)].sort()
}
