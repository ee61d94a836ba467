import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/library/read-yaml.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const mistakes = (input: string | Uint8Array) => {
  const found = readYaml(typeof input === 'string' ? bytes(input) : input)
  return found.ok ? [] : found.mistakes.map((one) => `${one.line}:${one.column} ${one.says}`)
}

describe('a file that is not good YAML is refused at its line', () => {
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['an empty file', '', /^1:1 This file is empty$/],
    ['only comments', '# nothing\n', /^1:1 This file is empty$/],
    ['a tab as indentation', 'a:\n\tb: 1', /^2:1 Tabs cannot indent YAML/],
    ['a key twice', 'a: 1\nb: 2\na: 3', /^3:1 This key is here twice/],
    ['a key twice in brackets', 'a: { b: 1, b: 2 }', /^1:12 This key is here twice/],
    ['an open bracket', 'a:\n  - [1, 2\nb: 3', /^3:1 .*close every bracket/],
    ['an open quote', 'a: "x\nb: 1\n', /closing quote/],
    ['two keys on a line', 'a: b: c', /^1:4 There are two keys on one line/],
    ['wrong indentation', 'a:\n  b: 1\n c: 2', /^3:1 The indentation does not fit/],
    ['two documents', 'a: 1\n---\nb: 2\n', /^2:\d+ A file holds one document/],
    ['a tag', 'a: 1\nb: !!js/function "x"', /^2:4 YAML tags such as !!js\/function are not used/],
    ['a harmless tag', 'a: !!str 1', /^1:4 YAML tags/],
    ['a forbidden key', 'a: 1\n__proto__: { b: 1 }', /^2:1 This key is not allowed/],
    ['a forbidden key below', 'a:\n  - "__proto__": 1', /^2:5 This key is not allowed/],
    ['a list as key', '? [a]\n: 1', /^1:3 A key has to be a plain word/],
    ['an alias without anchor', 'a: 1\nb: *nope', /nope/],
    ['an alias in its own anchor', 'a: &a [*a]', /expand without measure/],
    ['infinity', 'a: .inf', /infinite/],
    ['half a character', 'a: "\\ud800"', /broken text/],
    ['a NUL', 'a: "x\\0y"', /broken text/],
    ['a control character', 'a: 1\nb: x\u0007y', /^2:5 There is an invisible control character/],
    ['a hidden change of direction', 'a: x\u202ey', /^1:5 There is an invisible control character/],
    ['bytes that are not UTF-8', new Uint8Array([97, 58, 10, 32, 0xff, 10]), /^2:1 This line is not UTF-8/],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 97, 0, 58, 0]), /^1:1 This line is not UTF-8/],
    ['a file too large', `a: ${'x'.repeat(1_000_000)}`, /^1:1 This file is larger than/],
    ['brackets without end', `a: ${'['.repeat(100_000)}`, /nested more than 40 deep/],
    ['maps without end', '{a: '.repeat(100_000), /nested more than 40 deep/],
    ['dashes without end', '- '.repeat(100_000), /nested more than 40 deep/],
    ['a list without measure', '- 1\n'.repeat(6_000), /more than 5000 entries/],
  ]
  test.each(cases)('%s', (_, input, says) => {
    expect(mistakes(input)[0] ?? 'it was read').toMatch(says)
  })

  test('a billion laughs, at once', () => {
    const bomb = Array.from({ length: 12 }, (_, n) =>
      n === 0
        ? 'a0: &a0 [lol, lol, lol]'
        : `a${n}: &a${n} [${Array(9)
            .fill(`*a${n - 1}`)
            .join(', ')}]`,
    ).join('\n')
    const began = performance.now()
    expect(mistakes(bomb)).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('a large text repeated by aliases', () => {
    const text = `a: &a "${'x'.repeat(300_000)}"\nb: [${Array(50).fill('*a').join(', ')}]`
    expect(mistakes(text)).toEqual([expect.stringContaining('expand without measure')])
  })
})

test('aliases in measure are followed, and their places known', () => {
  const found = readYaml(bytes('a: &x { b: [1, two] }\nc: *x\n'))
  if (!found.ok) throw new Error('not read')
  expect(found.value.value).toEqual({ a: { b: [1, 'two'] }, c: { b: [1, 'two'] } })
  expect(found.value.at(['c', 'b', 1])).toEqual({ line: 1, column: 16 })
})

test('places are known by path: a value, a key, and the nearest part of what is missing', () => {
  const found = readYaml(bytes('top:\n  - name: one\n    with: { x: 1 }\n'))
  if (!found.ok) throw new Error('not read')
  const { at } = found.value
  expect(at(['top', 0, 'name'])).toEqual({ line: 2, column: 11 })
  expect(at(['top', 0], 'with')).toEqual({ line: 3, column: 5 })
  expect(at(['top', 0, 'with', 'y', 'z'])).toEqual({ line: 3, column: 11 })
  expect(at([])).toEqual({ line: 1, column: 1 })
})

test('windows line ends and a byte order mark do no harm', () => {
  expect(readYaml(bytes('\ufeffa: 1\r\nb: 2\r\n'))).toMatchObject({
    ok: true,
    value: { value: { a: 1, b: 2 } },
  })
})
