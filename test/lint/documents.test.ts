import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ruleTable } from '../../src/lint/rule-table.ts'
import { promised, types } from './terminal.ts'

const document = readFileSync('docs/lint.md', 'utf8')

test('docs/lint.md lists every rule as it is', () => {
  const [, table = ''] = /<!-- rules -->\n([\s\S]*?)\n<!-- end -->/.exec(document) ?? []
  const rows = Object.entries(ruleTable).map(
    ([id, { severity, about }]) => `| \`${id}\` | ${severity} | ${about} |`,
  )
  expect(table.split('\n').slice(2)).toEqual(rows)
})

test('docs/lint.md knows every flag', async () => {
  const { screen } = await types(['--help'])
  const flags = screen.flatMap((line) => /^ {2}(--[a-z]+(?: [A-Z]+)?)/.exec(line)?.[1] ?? [])
  const rows = [...document.matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, flag]) => flag)
  expect(rows.toSorted()).toEqual(flags.toSorted())
})

test('the example in docs/lint.md has the shape that --json keeps', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(document) ?? []
  expect(promised.parse(JSON.parse(example)).findings).toHaveLength(1)
})
