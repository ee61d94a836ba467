import { ok, type Result, refuse } from '../../domain/result.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A document of a thousand pages is a tenth of this. */
const maxSourceBytes = 20_000_000

/** How much of the beginning decides whether a file is text. */
const looked = 65_536

/** Bytes of a file as text, whatever wrote it. Refuses what is empty, too large, or no text. */
export function decode(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  if (bytes.length > maxSourceBytes)
    return refuse('too-large', `This file is larger than ${maxSourceBytes / 1_000_000} MB: split it`)
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, '')
  if (text.trim() === '') return refuse('empty', 'This file is empty')
  if (isBinary(text.slice(0, looked)))
    return refuse('binary', 'This is no text: give a Markdown file, as runbook.md')
  return ok({ text, encoding })
}

/** A mark at the beginning decides; without one, whether it reads as UTF-8, and where its zeros are. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const some = bytes.subarray(0, Math.min(bytes.length, looked))
  for (const [at, byte] of some.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > some.length / 5 && even < odd / 10) return 'utf-16le'
  if (even > some.length / 5 && odd < even / 10) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Office files, pictures and programs, by how they begin. */
const known = ['%PDF-', 'PK\u0003\u0004', '\u0089PNG', '\u2030PNG', 'GIF8', '\u007fELF']

/** More than one character in fifty that no editor writes. */
function isBinary(text: string): boolean {
  const odd = text.match(/[[\p{Cc}--[\t\n\v\f\r\u0085]]\uFFFD]/gv)?.length ?? 0
  return known.some((one) => text.startsWith(one)) || text.includes('\0') || odd > text.length / 50
}
