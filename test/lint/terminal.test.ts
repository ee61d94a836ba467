import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { sampleFolder } from '../library/sample-folder.ts'
import { sound, soundBut } from './sound.ts'
import { finds, lints, promised, types } from './terminal.ts'

const cli = path.resolve(import.meta.dirname, '../../src/cli.ts')
const frozen = soundBut('shop/slow.yml', 'restart: [web]', 'restart: [worker]')
const narrow = soundBut('shop/service.yml', 'p1: { count: 1 }', 'p1: { count: 1, roles: [], people: [bob] }')
const spare = soundBut('shop/service.yml', '[web-config]', '[web-config, spare]')

test('findings stand under their file, each with its line, what to do and its rule, and are counted at the end', async () => {
  const { folder, screen, code } = await lints({ ...narrow, 'shop/slow.yml': frozen['shop/slow.yml'] ?? '' })
  expect(code).toBe(1)
  expect(screen).toEqual([
    `${folder}/shop/service.yml`,
    '  12:7  warning  P1 asks for 1 approval, and only Bob Lind may give one: when Bob Lind asks, nobody is left  approval-narrow',
    '                 Add people or roles to this rule, give its roles to more people, or lower count',
    '',
    `${folder}/shop/slow.yml`,
    '  16:79  error    worker is frozen: no remediation changes it while "worker" stands under limits.frozen in shop/service.yml  fix-frozen',
    '                  Take the step out, or lift the freeze',
    '',
    'Looked at 3 files: 1 error, 1 warning, 0 hints.',
  ])
})

test('warnings and hints pass, and with --strict warnings do not', async () => {
  expect((await lints(narrow)).code).toBe(0)
  expect((await lints(narrow, ['--strict'])).code).toBe(1)
  expect((await lints(spare, ['--strict'])).code).toBe(0)
})

test('--quiet says only what makes it fail', async () => {
  expect((await lints(narrow, ['--quiet'])).screen).toEqual([])
  const strict = await lints({ ...narrow, 'shop/slow.yml': frozen['shop/slow.yml'] ?? '' }, ['--quiet'])
  expect(strict.text).toContain('fix-frozen')
  expect(strict.text).not.toContain('approval-narrow')
})

test('--service looks at one service and at what all share', async () => {
  const bank = {
    'bank/service.yml': 'name: [',
    'organization.yml': sound['organization.yml'].replace('lead, ', ''),
  }
  const { findings, code } = await finds({ ...sound, ...bank }, ['--service', 'shop'])
  expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['organization.yml no-lead'])
  expect(code).toBe(0)
})

test('a service nobody has is answered with the nearest one', async () => {
  const { code, text } = await lints(sound, ['--service=shpo'])
  expect([code, text]).toEqual([2, 'There is no service shpo; did you mean shop?'])
})

test('--json keeps the shape that is promised, also when all is well', async () => {
  const { folder, text } = await lints(sound, ['--json'])
  expect(promised.parse(JSON.parse(text))).toEqual({
    version: 1,
    folder,
    cluster: false,
    files: 3,
    counts: { errors: 0, warnings: 0, hints: 0 },
    findings: [],
  })
  const broken = promised.parse(JSON.parse((await lints(frozen, ['--json'])).text))
  expect(broken.counts.errors).toBe(1)
  expect(broken.findings[0]).toMatchObject({ path: 'phases[0].steps[2].with.restart[0]', rule: 'fix-frozen' })
})

test.each([
  ['--strct', 'There is no flag --strct; did you mean --strict?'],
  ['--jsn=1', 'There is no flag --jsn; did you mean --json?'],
  ['-q', 'There is no flag -q'],
  ['--playbooks', '--playbooks needs a value: --playbooks DIR'],
  ['--quiet=yes', '--quiet takes no value'],
  ['shop', '“shop” is not expected here'],
])('“muster lint %s” is answered with what was meant', async (flag, says) => {
  const { code, screen } = await types([flag])
  expect(code).toBe(2)
  expect(screen[0]).toBe(says)
  expect(screen).toContain('Usage: muster lint [flags]')
})

test('the folder may come from MUSTER_PLAYBOOKS, and one that is not there is a wrong use', async () => {
  const { folder } = sampleFolder(sound)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect((await types([], { MUSTER_PLAYBOOKS: folder })).text).toBe('Looked at 3 files: nothing to mend.')
  const { code, text } = await types(['--playbooks', `${folder}/nowhere`])
  expect(code).toBe(2)
  expect(text).toContain('cannot be read (ENOENT)')
})

test('colours are for terminals, and nothing in a file can paint or move the cursor', async () => {
  const { folder } = sampleFolder(frozen)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { text } = await types(['--playbooks', folder], {}, true)
  expect(text).toContain('\u001b[31merror')
  const evil = soundBut('shop/slow.yml', 'check: http', 'check: "ht\\e[2Jtp"')
  const plain = (await lints(evil)).text
  expect(plain).toContain('There is no check “ht·[2Jtp”')
  expect(plain).not.toContain('\u001b')
})

test('as a process it ends with the code that CI reads, and loads no Kubernetes for it', async () => {
  const { folder } = sampleFolder(frozen)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const run = (args: string[], env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [cli, ...args], {
      env: { ...process.env, NO_COLOR: '1', ...env },
      maxBuffer: 100_000_000,
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout: String(stdout), stderr: String(stderr) }),
    )
  const [found, misspelt] = await Promise.all([
    run(['lint', '--playbooks', folder], { NODE_DEBUG: 'esm' }),
    run(['lnit']),
  ])
  expect(found.code).toBe(1)
  expect(found.stdout).toContain('Looked at 3 files: 1 error, 0 warnings, 0 hints.')
  expect(found.stderr).toContain('/src/lint/')
  expect(found.stderr).not.toMatch(/@kubernetes|better-sqlite3|redis\/dist/)
  expect(misspelt.code).toBe(2)
  expect(misspelt.stderr).toContain('There is no command “lnit”; did you mean lint?')
})
