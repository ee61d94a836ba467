/** The first lines and the last ones: how it began, and how it ended. */
export type KeptOutput = {
  add(lines: readonly string[]): void
  lines(): string[]
  leftOut(): number
}

const headLines = 20
const tailLines = 80

/** Keeps a hundred lines at most; what is left out in the middle is said there. */
export function createKeptOutput(): KeptOutput {
  const head: string[] = []
  let tail: string[] = []
  let leftOut = 0
  return {
    add(lines) {
      for (const line of lines) {
        if (line.trim() === '') continue
        if (head.length < headLines) head.push(line)
        else tail.push(line)
      }
      const over = tail.length - tailLines
      if (over <= 0) return
      tail = tail.slice(over)
      leftOut += over
    },
    lines: () =>
      leftOut === 0
        ? [...head, ...tail]
        : [...head, `… ${leftOut.toLocaleString('en-US')} lines left out …`, ...tail],
    leftOut: () => leftOut,
  }
}
