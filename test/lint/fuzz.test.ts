import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { checks } from '../../src/checks/index.ts'
import { emptyShelf, stock } from '../../src/library/shelf.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { lintFolder } from '../../src/lint/folder.ts'
import { lintOffline } from '../../src/lint/lint.ts'
import { jsonReport, textReport } from '../../src/lint/report.ts'
import { remediations } from '../../src/remediations/index.ts'
import { sound } from './sound.ts'

const tools = { checks, remediations }
const bytes = (text: string) => new TextEncoder().encode(text)

/** What lint promises whatever stands in the files. */
function holds(texts: Record<string, string>): readonly Finding[] {
  const files = new Map(Object.entries(texts).map(([file, text]) => [file, bytes(text)]))
  const findings = lintOffline(lintFolder(files, tools))
  const told = new Set(
    findings.map(({ file, line, column, says }) => JSON.stringify([file, line, column, says])),
  )
  for (const { file, line, column, says } of stock(files, tools, emptyShelf).problems)
    expect(told).toContain(JSON.stringify([file, line, column, says]))
  for (const { file, line, column, says, advice } of findings) {
    expect(line).toBeLessThanOrEqual((texts[file] ?? '').split(/\r\n|\r|\n/).length)
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
    expect(says).toMatch(/\S/)
    expect(`${says} ${advice}`).not.toMatch(/undefined|\[object|NaN/)
  }
  const report = { folder: 'x', cluster: false, files: files.size, findings }
  expect(JSON.parse(jsonReport(report)).findings).toHaveLength(findings.length)
  expect(textReport(report, true).at(-1)).toMatch(/^Looked at \d+ files?/)
  return findings
}

const file = fc.constantFrom(...Object.keys(sound))
const shard = fc.constantFrom(
  ...[
    '\t',
    '\n',
    ' ',
    ': ',
    '- ',
    '"',
    '[',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    'null',
    '.inf',
    '0',
    '1e999',
    '<<: *a',
    '__proto__: ',
    'p0',
    'web',
    '5m',
    '{ count: 0 }',
  ],
)
const cut = fc.record({
  file,
  at: fc.nat(),
  length: fc.oneof(fc.nat(12), fc.nat(300)),
  put: fc.oneof(shard, fc.string({ maxLength: 5 })),
})

test('files garbled anywhere are linted, and nothing that the library refuses is kept back', () => {
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      const texts: Record<string, string> = { ...sound }
      for (const { file: name, at, length, put } of cuts) {
        const now = texts[name] ?? ''
        const from = now.length === 0 ? 0 : at % now.length
        texts[name] = now.slice(0, from) + put + now.slice(from + length)
      }
      holds(texts)
    }),
    { numRuns: 120 },
  )
})

type Tree = unknown
const words = fc.constantFrom(
  ...[
    'web',
    'worker',
    'carts',
    'ana',
    'bob',
    'scale',
    'http',
    'p0',
    'p3',
    'requeue',
    '',
    '5m',
    '-1m',
    '4h',
    '0',
    'https://x@y/',
    'a\u0000b',
    '{x}',
  ],
)
const scalar = fc.oneof(
  words,
  fc.integer({ min: -3, max: 300 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
)
const graft = fc.record({
  file,
  steps: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
  how: fc.constantFrom('replace', 'drop', 'copy'),
  value: scalar,
})
type Graft = typeof graft extends fc.Arbitrary<infer T> ? T : never

/** Walks down by numbers and changes the part it ends at: sound YAML, wrong or odd content. */
function grafted(tree: Tree, { steps, how, value }: Graft): Tree {
  const [step, ...rest] = steps
  if (step === undefined || typeof tree !== 'object' || tree === null) return value
  const keys = Object.keys(tree)
  const key = keys[step % keys.length]
  if (key === undefined) return value
  const old: Tree = Reflect.get(tree, key)
  const deeper = rest.length > 0 && typeof old === 'object' && old !== null
  const now = deeper ? grafted(old, { file: '', steps: rest, how, value }) : value
  if (Array.isArray(tree)) {
    const list = [...tree]
    if (deeper || how === 'replace') list[Number(key)] = now
    else if (how === 'drop') list.splice(Number(key), 1)
    else list.push(old)
    return list
  }
  const { [key]: _, ...others } = Object.fromEntries(Object.entries(tree))
  return !deeper && how === 'drop' ? others : { ...others, [key]: now }
}

test('trees of sound YAML with anything in any place are linted', () => {
  const rules = new Set<string>()
  fc.assert(
    fc.property(fc.array(graft, { minLength: 1, maxLength: 3 }), (grafts) => {
      const trees = new Map<string, Tree>(Object.entries(sound).map(([name, text]) => [name, parse(text)]))
      for (const one of grafts) trees.set(one.file, grafted(trees.get(one.file), one))
      const texts = Object.fromEntries([...trees].map(([name, tree]) => [name, stringify(tree)]))
      for (const { rule } of holds(texts)) rules.add(rule)
    }),
    { numRuns: 200 },
  )
  // It goes beyond what the library refuses by itself.
  expect(rules.size).toBeGreaterThan(8)
})
