import { mask, redact, secretKey } from './redact.ts'

const opening = new RegExp(`${secretKey}\\s{0,3}(?:=>|[:=])\\s{0,3}(["'])(?:(?!\\1)[^\\\\]|\\\\.)*$`, 'i')
const block = new RegExp(`^([ \\t]*)(?:- )?${secretKey}[ \\t]*:[ \\t]*[|>][+-]?[ \\t]*$`, 'i')

/** What a line begins and does not end: the lines after it belong to the same secret. */
type Unended = { quote: string } | { indent: number } | 'key'

function beginsAt(line: string): Unended | undefined {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?![\s\S]*-----END )/.test(line)) return 'key'
  const indent = block.exec(line)?.[1]
  if (indent !== undefined) return { indent: indent.length }
  const quote = opening.exec(line)?.[1]
  return quote === undefined ? undefined : { quote }
}

/** How much of a line still belongs to what began above: all of it, or what stands after its end. */
function after(unended: Unended, line: string): string | undefined {
  if (unended === 'key') return /-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(.*)$/.exec(line)?.[1]
  if ('quote' in unended) {
    const closed = line.indexOf(unended.quote)
    return closed < 0 ? undefined : line.slice(closed + 1)
  }
  const deeper = line.trim() === '' || (/^[ \t]*/.exec(line)?.[0].length ?? 0) > unended.indent
  return deeper ? undefined : line
}

const longestUnended = 200

/** Redacts line by line, where later lines are not there yet, and hides what runs over several of them. */
export function createLineRedactor(): (line: string) => string {
  let before = ''
  let unended: Unended | undefined
  let since = 0
  return (line) => {
    let rest = line
    let hidden = ''
    if (unended) {
      since += 1
      const left = after(unended, line)
      if (left === undefined && since < longestUnended) return mask
      unended = undefined
      rest = left ?? line
      hidden = rest === line ? '' : mask
    }
    // A key and its value may stand on two lines.
    const clean = redact(`${before}\n${rest}`).split('\n').at(-1) ?? ''
    before = hidden ? '' : rest
    unended = beginsAt(rest)
    since = 0
    return hidden + clean
  }
}
