import { stripVTControlCharacters } from 'node:util'
import { createLineRedactor } from '../domain/redact-lines.ts'

/** Lines of one stream, made fit to be shown: decoded, without colours and controls, redacted, cut. */
export type CleanLines = { push(chunk: Uint8Array): string[]; end(): string[] }

/** What of a line is looked at, and what of it is shown. */
const looked = 2000
const shown = 300

/**
 * A secret may be split over chunks, so nothing leaves before its line is complete. Of a line longer than what
 * is looked at, the last word is left out: it may be the first half of a secret.
 */
export function createCleanLines(): CleanLines {
  const decoder = new TextDecoder()
  const redactLine = createLineRedactor()
  let held = ''
  let overlong = false

  const clean = (raw: string, cut: boolean): string => {
    const visible = stripVTControlCharacters(raw).replace(/[^\P{C}\t\r]/gu, '')
    const line = redactLine(cut ? visible.replace(/\S*$/, '') : visible)
    // A carriage return starts the line over, as a progress bar does.
    const last = line.split('\r').filter(Boolean).at(-1) ?? ''
    return cut || last.length > shown ? `${last.slice(0, shown - 1)}…` : last
  }

  function take(text: string): string[] {
    const [first = '', ...rest] = text.split('\n')
    const lines: string[] = []
    const add = (piece: string) => {
      if (held.length + piece.length > looked) overlong = true
      held = (held + piece).slice(0, looked)
    }
    add(first)
    for (const next of rest) {
      lines.push(clean(held, overlong))
      held = ''
      overlong = false
      add(next)
    }
    return lines
  }

  return {
    push: (chunk) => take(decoder.decode(chunk, { stream: true })),
    end() {
      const lines = take(decoder.decode())
      return held === '' ? lines : [...lines, clean(held, overlong)]
    },
  }
}
