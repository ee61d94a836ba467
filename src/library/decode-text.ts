import { fail, type Reading } from './mistake.ts'

/** A playbook of a thousand steps is a fifth of this. */
export const maxBytes = 1_000_000

/** Bytes of a file as text. Refuses what is too big, is not UTF-8, or holds control characters. */
export function decodeText(bytes: Uint8Array): Reading<string> {
  const whole = (line: number, column: number, says: string) => fail([{ line, column, path: '', says }])
  if (bytes.length > maxBytes) return whole(1, 1, `This file is larger than ${maxBytes} bytes: split it`)
  const text = decode(bytes)
  if (text === undefined)
    return whole(badLine(bytes), 1, 'This line is not UTF-8 text: save the file as UTF-8')
  const control = text.search(controlCharacter)
  if (control >= 0) {
    const before = text.slice(0, control).split('\n')
    const column = (before.at(-1)?.length ?? 0) + 1
    return whole(before.length, column, 'There is an invisible control character here: delete it')
  }
  return { ok: true, value: text }
}

/** C0 without tab and line ends, DEL, and the bidirectional overrides that make a line read other than it is. */
const controlCharacter = /[[\p{Cc}--[\t\n\r]]\u202a-\u202e\u2066-\u2069]/v

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function badLine(bytes: Uint8Array): number {
  let line = 1
  let from = 0
  while (from <= bytes.length) {
    const newline = bytes.indexOf(10, from)
    const to = newline < 0 ? bytes.length : newline
    if (decode(bytes.subarray(from, to)) === undefined) return line
    from = to + 1
    line++
  }
  return 1
}
