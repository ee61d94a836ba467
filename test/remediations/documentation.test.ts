import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checks } from '../../src/checks/index.ts'
import { remediations } from '../../src/remediations/index.ts'

const page = await readFile(new URL('../../docs/checks-and-remediations.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('| `'))

const shape = z.object({ properties: z.record(z.string(), z.unknown()) })
const inputs = (schema: z.ZodType) =>
  Object.keys(shape.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties)

test.each([...checks, ...remediations].map((one) => [one.name, one] as const))(
  'the documentation tells of %s and everything it takes',
  (name, one) => {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` `)) ?? ''
    const taken = row.split('|')[2] ?? ''
    for (const key of inputs(one.input)) expect(taken).toMatch(new RegExp(`\`${key}\\b`))
  },
)
