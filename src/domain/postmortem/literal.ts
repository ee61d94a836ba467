const unseen = /[\p{Cc}\u2028\u2029]+/gu
/** Bidi controls turn the rest of a line around; so do words of such scripts, unless they are isolated. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** One line without anything that cannot be seen; half characters, which no file can hold, are replaced. */
export const oneLine = (text: string): string =>
  text.toWellFormed().replace(unseen, ' ').replace(bidiControls, '').replace(/\s+/g, ' ').trim()

/** At most `max` characters, with an ellipsis where something is left out. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const letters = Array.from(text.slice(0, 2 * max))
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : text
}

/** Keeps right-to-left words from turning around what stands next to them. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/**
 * Somebody's words as one line of Markdown that shows exactly these words, wherever in a line, list or table
 * it is put: no markup, no link, no HTML. Names such as `nqba_config` stay readable in the file.
 */
export function literal(text: string): string {
  const escaped = oneLine(text)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(?=[-+=#>])/, '\\')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\')
  return escaped === '' ? '–' : isolated(escaped)
}

const longestLine = 400

/** Output of a machine as an indented code block, one string per line; `indent` is that of the list it stands in. */
export const output = (lines: readonly string[], indent = ''): string[] =>
  lines.flatMap((line) => {
    const clean = line
      .toWellFormed()
      .replaceAll('\t', '  ')
      .replace(unseen, ' ')
      .replace(bidiControls, '')
      .trimEnd()
    return clean === '' ? [] : [`${indent}    ${shortened(clean, longestLine)}`]
  })

/** A table; cells are single lines of Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
