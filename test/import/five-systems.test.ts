import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { countsOf } from '../../src/import/report.ts'
import { drafts, stepsOf } from './laws.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/runbooks')

/** The least that a draft gives: checks, fixes, and the most of its lines that may be left over, in percent. */
const least: [name: string, checks: number, fixes: number, leftOver: number][] = [
  ['nqba', 30, 8, 8],
  ['photonic-foundry', 20, 30, 8],
  ['qflare', 10, 3, 6],
  ['qflow', 85, 90, 4],
  ['quantumrerank', 55, 10, 4],
]

describe.skipIf(!existsSync(folder))('the documents of five systems (skipped where they are absent)', () => {
  test.each(least)('%s is drafted, every line of it accounted for', (name, checks, fixes, most) => {
    const imported = drafts(readFileSync(path.join(folder, `${name}.md`), 'utf8'), `${name}.md`, name)
    const { steps, lines } = countsOf(imported)
    expect(steps.check).toBeGreaterThanOrEqual(checks)
    expect(steps.fix).toBeGreaterThanOrEqual(fixes)
    const all = lines.encoded + lines.comments + lines.leftOver
    expect((100 * lines.leftOver) / all).toBeLessThan(most)
    expect(stepsOf(imported).length).toBe(steps.do + steps.check + steps.fix + steps.tell)
  })
})
