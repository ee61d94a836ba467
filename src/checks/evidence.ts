import { redact } from '../domain/redact.ts'

const mostLines = 20
const longestLine = 300

const cut = (line: string): string =>
  line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line

/** Lines fit to be shown and kept: secrets hidden (over line breaks too), few, and short. */
export function evidenceLines(lines: readonly string[]): string[] {
  const clean = redact(lines.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(cut)
  if (clean.length <= mostLines) return clean
  return [...clean.slice(0, mostLines - 1), `… and ${clean.length - mostLines + 1} more`]
}
