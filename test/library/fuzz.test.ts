import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { digestOf } from '../../src/library/digest.ts'
import type { Reading } from '../../src/library/mistake.ts'
import { readOrganization, readPlaybook, readService } from '../../src/library/read-files.ts'
import { remediations } from '../../src/remediations/index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (file: string) => readFileSync(`playbooks/${file}`, 'utf8')
const organization = readOrganization(bytes(text('organization.yml')))
if (!organization.ok) throw new Error('the shipped organization is broken')
const service = readService(bytes(text('nqba/service.yml')), 'nqba', organization.value)
if (!service.ok) throw new Error('the shipped service is broken')

const kinds: { name: string; valid: string; read: (bytes: Uint8Array) => Reading<unknown> }[] = [
  { name: 'organization', valid: text('organization.yml'), read: readOrganization },
  {
    name: 'service',
    valid: text('nqba/service.yml'),
    read: (input) => readService(input, 'nqba', organization.value),
  },
  {
    name: 'playbook',
    valid: text('nqba/dynex-outage.yml'),
    read: (input) =>
      readPlaybook(input, { id: 'nqba/x', service: 'nqba' }, { checks, remediations }, service.value),
  },
]

/** Bits that mean something to YAML or to our schemas, wherever they land. */
const shard = fc.constantFrom(
  ...[
    '\t',
    '\n',
    '\n\n',
    ' ',
    '  ',
    ':',
    ': ',
    '- ',
    '? ',
    '#',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '&a ',
    '*a',
  ],
  ...[
    '!!binary ',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud83d\ude00',
    '__proto__: ',
    '<<: *a',
  ],
  ...[
    'null',
    '~',
    '.inf',
    '0x10',
    '1e999',
    'true',
    'constructor: ',
    'toString',
    '- do: x\n',
    'check: http',
    'with:',
  ],
)
/** Cut a stretch out, put something there, and perhaps repeat a stretch somewhere else. */
const change = fc.record({
  at: fc.nat(),
  cut: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400)),
  put: fc.oneof(shard, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 })),
  copyFrom: fc.option(fc.nat()),
  copy: fc.nat(80),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

const mutate = (valid: string, changes: readonly Change[]): string =>
  changes.reduce((now, { at, cut, put, copyFrom, copy }) => {
    const from = now.length === 0 ? 0 : at % now.length
    const start = copyFrom === null || now.length === 0 ? 0 : copyFrom % now.length
    const piece = copyFrom === null ? '' : now.slice(start, start + copy)
    return now.slice(0, from) + put + piece + now.slice(from + cut)
  }, valid)

function holds(reading: Reading<unknown>, lines: number) {
  if (reading.ok) {
    expect(digestOf(reading.value)).toMatch(/^[0-9a-f]{64}$/)
    expect(structuredClone(reading.value)).toEqual(JSON.parse(JSON.stringify(reading.value)))
    return
  }
  expect(reading.mistakes.length).toBeGreaterThan(0)
  for (const one of reading.mistakes) {
    expect(one.line).toBeGreaterThanOrEqual(1)
    expect(one.line).toBeLessThanOrEqual(lines)
    expect(one.column).toBeGreaterThanOrEqual(1)
    expect(one.says).toMatch(/\S/)
    expect(one.says).not.toMatch(/\n|undefined|\[object/)
    expect(one.says.length).toBeLessThan(600)
  }
}

test.each(kinds)('a $name file, however garbled, is read or refused at a line of it', ({ valid, read }) => {
  expect(read(bytes(valid)).ok).toBe(true)
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const garbled = mutate(valid, changes)
      holds(read(bytes(garbled)), garbled.split(/\r\n|\r|\n/).length)
    }),
    { numRuns: 250 },
  )
})

test('any bytes at all are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      for (const { read } of kinds) holds(read(input), 201)
    }),
    { numRuns: 200 },
  )
})

/** Values of the wrong kind anywhere in well-formed YAML (JSON is YAML). */
test('any data at all is read or refused', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (json) => {
      for (const { read } of kinds) holds(read(bytes(json)), json.split('\n').length)
    }),
    { numRuns: 200 },
  )
})
