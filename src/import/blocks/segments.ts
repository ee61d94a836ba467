/** A run of lines, `from` to before `to`, that is parsed by itself. */
export type Segment = { from: number; to: number }

/** Beyond this a document is broken on purpose. */
const mostCuts = 200

/** `code`: the fence says which language stands in it, and it is not Markdown. */
type Open = { mark: string; length: number; code: boolean; heading?: number }

/**
 * Where a fence was never closed, everything behind it would be code. Cuts the document at the first heading
 * inside such a fence. A fence counts as unclosed when behind a heading another opens in it, or the end comes, or
 * when the heading stands between empty lines, as headings do and comments in a script do not.
 */
export function segments(lines: readonly string[]): Segment[] {
  const cuts: number[] = []
  let open: Open | undefined
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at]
    const fence = /^ {0,12}(`{3,}|~{3,})\s*([^`]*)$/.exec(line ?? '')
    const mark = fence?.[1] ?? ''
    const opens = fence?.[2] !== ''
    if (!open) {
      if (fence)
        open = {
          mark: mark.charAt(0),
          length: mark.length,
          code: opens && !/^(?:md|markdown|text|txt)\b/i.test(fence[2] ?? ''),
        }
      continue
    }
    const same = fence !== null && mark.startsWith(open.mark) && mark.length >= open.length
    const loose = open.code && open.heading !== undefined && (lines[open.heading + 1] ?? '').trim() === ''
    const broken = open.heading !== undefined && (line === undefined || (same && (opens || loose)))
    if (broken && open.heading !== undefined && cuts.length < mostCuts) {
      cuts.push(open.heading)
      at = open.heading
      open = undefined
    } else if (same && !opens) open = undefined
    else if (open.heading === undefined && isHeading(lines, at)) open.heading = at
  }
  const edges = [0, ...cuts, lines.length]
  return edges.slice(1).map((to, n) => ({ from: edges[n] ?? 0, to }))
}

/** One "#" alone is a comment in a script. */
const isHeading = (lines: readonly string[], at: number): boolean =>
  /^#{2,6} \S/.test(lines[at] ?? '') && (lines[at - 1] ?? '').trim() === ''
