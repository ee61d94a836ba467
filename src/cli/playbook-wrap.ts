/** Narrower terminals show lines as they come: there would be more indentation than words. */
const narrowest = 40

/**
 * A line in rows of at most `width` characters, broken at spaces and indented alike. A line with a command to copy
 * stays whole: a break would be copied with it.
 */
export function wrapped(line: string, width: number | undefined): string[] {
  if (width === undefined || width < narrowest || line.length <= width || /^ *`/.test(line)) return [line]
  const indent = /^ *(?:\[ \] \S+ +|- |[>?] )?/.exec(line)?.[0] ?? ''
  const next = ' '.repeat(indent.length)
  const rows: string[] = []
  let row = indent
  for (const word of line.slice(indent.length).split(' ')) {
    const longer = row.trim() === '' || row === indent ? `${row}${word}` : `${row} ${word}`
    if (longer.length <= width || row === indent || row === next) row = longer
    else {
      rows.push(row)
      row = `${next}${word}`
    }
  }
  return [...rows, row]
}
