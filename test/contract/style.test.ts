import { describe, expect, test } from 'vitest'
import { bare, filesOf, read } from './sources.ts'

const code = filesOf('{src,commands,db,bench,test}/**/*.ts', '*.ts')
const shipped = code.filter((file) => !file.startsWith('test/'))

/** Type assertions, `as const` aside; names given on import and export are none. */
const casts = (source: string) =>
  /\bas\s+(?!const\b)[\w{[(]/.test(
    bare(source).replace(/\b(import|export)\s+(type\s+)?[{*][^;]*?\bfrom\b/g, ''),
  )

const lines = (file: string) => read(file).trimEnd().split('\n').length

describe('the code', () => {
  test('comes in files of three hundred lines at most, half of them under eighty', () => {
    const lengths = shipped.map(lines).sort((a, b) => a - b)
    expect(shipped.filter((file) => lines(file) > 300)).toEqual([])
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80)
  })

  test('is named in kebab-case, and no folder is for odds and ends', () => {
    const named = (file: string) => file.split('/').every((part) => /^[a-z0-9-]+(\.[a-z]+)*$/.test(part))
    expect(code.filter((file) => !named(file))).toEqual([])
    expect(code.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\//.test(file))).toEqual([])
  })

  test('leaves nothing for later and silences nobody', () => {
    const marks = new RegExp(`\\b(${['TODO', 'FIXME', 'XXX', 'HACK'].join('|')})\\b`)
    const silenced = /(@ts|biome|eslint)-(ignore|expect-error|nocheck|disable)/
    expect(code.filter((file) => marks.test(read(file)) || silenced.test(read(file)))).toEqual(
      // This file names what it looks for.
      ['test/contract/style.test.ts'],
    )
  })

  test('is never told a type it does not have', () => {
    expect(shipped.filter((file) => casts(read(file)))).toEqual([])

    expect(casts('const id = found as Id')).toBe(true)
    expect(casts("import { a as b } from 'c'\nexport * as d from 'e'\nconst f = ['as it is'] as const")).toBe(
      false,
    )
  })

  test('exports by name', () => {
    expect(shipped.filter((file) => /^export default/m.test(bare(read(file))))).toEqual(['vitest.config.ts'])
  })
})

test('pure rooms have no clock, no dice and no environment of their own', () => {
  const pure = filesOf('src/domain/**/*.ts', 'src/app/**/*.ts', 'src/slack/views/**/*.ts')
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom(UUID|Bytes)\b|\bprocess\./
  expect(pure.filter((file) => impure.test(bare(read(file))))).toEqual([])
})
