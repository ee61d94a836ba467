import { Composer, type Document, LineCounter, Parser } from 'yaml'
import { decodeText } from './decode-text.ts'
import { guardTokens } from './guard-tokens.ts'
import { guardValue } from './guard-value.ts'
import { locateIn } from './locate.ts'
import { fail, type Path, type Reading } from './mistake.ts'
import { sayYamlError } from './yaml-words.ts'

export type Position = { line: number; column: number }

/** A file's data, and where each part of it stands. */
export type Source = {
  value: unknown
  /** The nearest part that exists; with `key`, the key itself. */
  at(path: Path, key?: string): Position
}

const maxAliases = 100

/** Reads one YAML 1.2 document. Never throws, whatever the bytes. */
export function readYaml(bytes: Uint8Array): Reading<Source> {
  const text = decodeText(bytes)
  if (!text.ok) return text
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text.value)]
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.max(0, offset))
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const say = (offset: number, says: string) => ({ ...place(offset), path: '', says })

  const slips = guardTokens(tokens)
  if (slips.length > 0) return fail(slips.map((slip) => say(slip.offset, slip.says)))
  const documents: Document.Parsed[] = [...new Composer({ prettyErrors: false }).compose(tokens)]
  const troubles = documents.flatMap((one) => [...one.errors, ...one.warnings])
  if (troubles.length > 0)
    return fail(troubles.map((one) => say(one.pos[0], sayYamlError(one.code, one.message))))
  const [document, second] = documents
  if (second)
    return fail([
      say(second.range[0], 'A file holds one document: delete the "---" or "..." and what follows'),
    ])
  if (!document?.contents) return fail([say(0, 'This file is empty')])

  const forbidden = locateIn(document).forbidden()
  if (forbidden.length > 0) return fail(forbidden.map((one) => say(one.offset, one.says)))
  const data = toData(document)
  if (!data.ok) return fail([say(0, data.says)])
  return {
    ok: true,
    value: { value: data.value, at: (path, key) => place(locateIn(document).offset(path, key)) },
  }
}

function toData(document: Document.Parsed): { ok: true; value: unknown } | { ok: false; says: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases })
    const wrong = guardValue(value)
    return wrong ? { ok: false, says: wrong } : { ok: true, value }
  } catch (error) {
    // The parser's only throw left: an alias without anchor, or more aliases than allowed.
    return {
      ok: false,
      says: error instanceof Error ? `${error.message}: write the value out` : 'Not readable',
    }
  }
}
