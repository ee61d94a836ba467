import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Library, Problem } from '../../src/app/ports/library.ts'
import { checks } from '../../src/checks/index.ts'
import { phaseSteps, type Step } from '../../src/domain/playbook.ts'
import { severities } from '../../src/domain/severity.ts'
import { fillTables, keyTables } from '../../src/library/key-tables.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { publishedSchemas } from '../../src/library/published-schemas.ts'
import { readPlaybook } from '../../src/library/read-files.ts'
import { remediations } from '../../src/remediations/index.ts'

const catalogue = { checks, remediations }
const files = readdirSync('playbooks', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yml'),
)
const kindOf = (file: string) =>
  file === 'organization.yml' ? 'organization' : file.endsWith('service.yml') ? 'service' : 'playbook'
const again = 'run `node src/library/publish-schemas.ts`'

describe('what an editor knows', () => {
  test.each(Object.entries(publishedSchemas(catalogue)))(
    'schemas/%s is what the code reads',
    (name, text) => {
      expect(readFileSync(`schemas/${name}`, 'utf8') === text, again).toBe(true)
    },
  )

  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const compiled = new Map<string, ValidateFunction>()
  const schema = (kind: string) => {
    const known = compiled.get(kind) ?? ajv.compile(JSON.parse(readFileSync(`schemas/${kind}.json`, 'utf8')))
    compiled.set(kind, known)
    return known
  }

  test.each(files)('playbooks/%s names its schema in the first line, and satisfies it', (file) => {
    const text = readFileSync(`playbooks/${file}`, 'utf8')
    const up = '../'.repeat(file.split('/').length)
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${up}schemas/${kindOf(file)}.json`)
    const valid = schema(kindOf(file))
    expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true)
  })

  test.each([
    ['a misspelt key', { check: 'http', titel: 'x', with: { url: 'https://x' } }],
    ['an unknown check', { check: 'htpp', title: 'x', with: { url: 'https://x' } }],
    ['an input nobody reads', { check: 'http', title: 'x', with: { url: 'https://x', exepct: {} } }],
    ['a missing input', { fix: 'scale', title: 'x', with: { deployment: 'web' } }],
  ])('an editor sees %s', (_, step) => {
    const playbook = (steps: unknown[]) => ({ title: 'x', phases: [{ name: 'x', steps }] })
    const valid = schema('playbook')
    expect(valid(playbook([{ do: 'x' }]))).toBe(true)
    expect(valid(playbook([step]))).toBe(false)
  })
})

describe('the guide', () => {
  const guide = readFileSync('docs/playbooks.md', 'utf8')

  test('has every key of every file', () => {
    const tables = keyTables(catalogue)
    for (const name of Object.keys(tables)) expect(guide).toContain(`<!-- keys: ${name} -->`)
    expect(fillTables(guide, tables) === guide, again).toBe(true)
  })

  test('shows an example that is read as it stands', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
    const read = readPlaybook(
      new TextEncoder().encode(example),
      { id: 'shop/slow', service: 'shop' },
      catalogue,
      undefined,
    )
    expect(read).toMatchObject({ ok: true, value: { title: 'Shop is slow' } })
  })
})

describe('the shipped playbooks', () => {
  const problems: Problem[] = []
  let library: Library
  beforeAll(async () => {
    const onProblem = (problem: Problem) => void problems.push(problem)
    library = await openLibrary({ folder: 'playbooks', catalogue, onProblem, watch: false })
  })

  test('are without a mistake', () => {
    expect(problems).toEqual([])
    expect(library.playbooks()).toHaveLength(files.filter((file) => kindOf(file) === 'playbook').length)
  })

  test('can be approved: whoever asks, enough others may say yes', () => {
    for (const service of library.services())
      for (const severity of severities) {
        const rule = service.approvals[severity]
        for (const asking of library.organization().people) {
          const others = library
            .organization()
            .people.filter((one) => one !== asking)
            .filter(
              (one) =>
                one.roles.some((role) => rule?.roles.includes(role)) ||
                rule?.people.includes(one.slack ?? ''),
            )
          expect(others.length).toBeGreaterThanOrEqual(rule?.count ?? 1)
        }
      }
  })

  test('stay within the limits of their service', () => {
    for (const { playbook } of library.playbooks()) {
      const limits = library.service(playbook.service)?.limits
      for (const step of everyStep(playbook.id))
        if (step.kind === 'fix' && step.remediation === 'scale') {
          if (step.needs?.replicas !== undefined) continue
          const most = limits?.maxReplicas[String(step.with.deployment)] ?? limits?.maxReplicasDefault
          expect(Number(step.with.replicas)).toBeLessThanOrEqual(most ?? 0)
        }
    }
  })

  test('tell a P0 of NQBA as its operations manual promises it', () => {
    const p0 = library.service('nqba')?.severities.p0
    expect(p0).toMatchObject({ respondWithinMs: 15 * 60_000, resolveWithinMs: 4 * 3_600_000 })
  })

  test('lead through a Dynex outage: relief first, then the reason, its cure, and the way back', () => {
    const playbook = library.playbook('nqba/dynex-outage')?.playbook
    expect(playbook?.phases.map((phase) => [phase.name, phase.withinMs, phase.branches.length])).toEqual([
      ['Immediate response', 5 * 60_000, 0],
      ['Investigation', 25 * 60_000, 0],
      ['Resolution', undefined, 3],
      ['Recovery', undefined, 0],
    ])
    const toggles = everyStep('nqba/dynex-outage').flatMap((step) =>
      step.kind === 'fix' && step.remediation === 'fallback-toggle' ? [step] : [],
    )
    expect(toggles.map((step) => [step.with.set, step.with.restart, step.verify])).toEqual([
      [
        { QUANTUM_FALLBACK_ENABLED: 'true', FALLBACK_SOLVER: 'classical' },
        ['nqba-worker'],
        { check: 'logs', with: { selector: 'component=worker', match: 'fallback_job' }, withinMs: 120_000 },
      ],
      [
        { QUANTUM_FALLBACK_ENABLED: 'false' },
        ['nqba-worker'],
        {
          check: 'logs',
          with: { selector: 'component=worker', match: 'quantum_job_success' },
          withinMs: 300_000,
        },
      ],
    ])
  })

  const everyStep = (id: string): Step[] =>
    (library.playbook(id)?.playbook.phases ?? []).flatMap((phase, n) => [
      ...phaseSteps(phase, n).map((one) => one.step),
      ...phase.branches.flatMap((branch) => branch.steps),
    ])
})
