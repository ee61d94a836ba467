import { expect } from 'vitest'
import { parse } from 'yaml'
import { checks } from '../../src/checks/index.ts'
import { type Imported, importRunbook } from '../../src/import/import-runbook.ts'
import { longestLine, wordsOf, wordsOfLine } from '../../src/import/write/mark.ts'
import { lintFolder } from '../../src/lint/folder.ts'
import { lintOffline } from '../../src/lint/lint.ts'
import { remediations } from '../../src/remediations/index.ts'
import { inventions } from './inventions.ts'

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** As an editor shows it: the lines that people count. */
export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)

/** Imports a document and holds the drafts to all that is promised of any. */
export function drafts(text: string, name = 'shop.md', service = 'shop', source = bytes(text)): Imported {
  const imported = importRunbook(source, { name, service })
  if (!imported.ok) throw new Error(imported.refusal.says)
  const found = imported.value
  everyLineOnce(found, linesOf(text))
  encodedLinesAreThere(found, linesOf(text))
  expect(inventions(found, text)).toEqual([])
  expect(lintErrors(found)).toEqual([])
  return found
}

export function everyLineOnce({ ledger }: Imported, lines: readonly string[]): void {
  const listed = [...ledger.encoded, ...ledger.leftOver].map(({ line }) => line).sort((a, b) => a - b)
  const written = lines.flatMap((text, n) =>
    text.replace(/[\p{Cc}\uE000-\uE00F\u202a-\u202e\u2066-\u2069]/gu, ' ').trim() === '' ? [] : [n + 1],
  )
  expect(listed).toEqual(written)
}

/** Every word of an encoded line stands in the file it went to, and its path leads somewhere. */
function encodedLinesAreThere({ ledger, files }: Imported, lines: readonly string[]): void {
  const known = new Map(
    files.map(({ file, text }) => [file, { data: parse(text), words: new Set(wordsOf(text)) }]),
  )
  const lost = ledger.encoded.filter(({ line, file, path, as }) => {
    const text = (lines[line - 1] ?? '')
      .toWellFormed()
      .replace(/[\p{Cc}\uE000-\uE00F\u202a-\u202e\u2066-\u2069]/gu, ' ')
    const place = known.get(file)
    if (!place || text.length > longestLine) return true
    if (as === 'data' && at(place.data, path) === undefined) return true
    const fence = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:```|~~~)/.test(text)
    return !fence && !wordsOfLine(text).every((word) => place.words.has(word))
  })
  expect(lost.map((one) => ({ ...one, text: lines[one.line - 1] }))).toEqual([])
}

function at(data: unknown, path: string): unknown {
  let value = data
  for (const key of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

export function lintErrors({ files }: Imported): string[] {
  const folder = lintFolder(new Map(files.map(({ file, text }) => [file, bytes(text)])), {
    checks,
    remediations,
  })
  return lintOffline(folder)
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, says }) => `${file}:${line} ${says}`)
}

/** Steps of all playbooks, as YAML holds them. */
export function stepsOf({ files }: Imported): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value) && ['do', 'check', 'fix', 'tell'].some((kind) => Object.hasOwn(value, kind)))
      found.push(Object.fromEntries(Object.entries(value)))
    else for (const one of Object.values(value)) walk(one)
  }
  for (const { kind, text } of files)
    if (kind === 'playbook' || kind === 'checklist') walk(parse(text).phases)
  return found
}

export const fileOf = ({ files }: Imported, name: string): string => {
  const found = files.find(({ file }) => file === name)
  if (!found) throw new Error(`${name} is not among ${files.map(({ file }) => file).join(', ')}`)
  return found.text
}
