import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { Misused } from '../../src/cli/command.ts'
import { importCommand } from '../../src/cli/import.ts'

const samples = path.join(import.meta.dirname, 'samples')
const alert = path.join(samples, 'pod-crash.md')

const kinds = z.strictObject({ do: z.int(), check: z.int(), fix: z.int(), tell: z.int() })

/** What `--json` promises. */
const promised = z.strictObject({
  version: z.literal(1),
  source: z.strictObject({ file: z.string(), encoding: z.string(), lines: z.int() }),
  service: z.string(),
  out: z.string(),
  counts: z.strictObject({
    playbooks: z.int(),
    checklists: z.int(),
    steps: kinds,
    lines: z.strictObject({ encoded: z.int(), comments: z.int(), leftOver: z.int() }),
    decisions: z.int(),
  }),
  files: z.array(z.strictObject({ file: z.string(), kind: z.string(), title: z.string(), steps: kinds })),
  decisions: z.array(z.strictObject({ file: z.string(), line: z.int().min(1), says: z.string() })),
  lint: z.strictObject({ files: z.int(), errors: z.int(), warnings: z.int(), hints: z.int() }),
  encoded: z.array(
    z.strictObject({ line: z.int(), file: z.string(), path: z.string(), as: z.enum(['data', 'comment']) }),
  ),
  leftOver: z.array(z.strictObject({ line: z.int(), text: z.string(), why: z.string() })),
})

/** Types `muster import …`: the exit code and what is on the screen. */
async function types(...args: string[]) {
  const screen: string[] = []
  const say = (line: string) => void screen.push(...line.split('\n'))
  const code = await importCommand.run(args, say, { env: {}, coloured: false }).catch((error: unknown) => {
    if (!(error instanceof Misused)) throw error
    say(error.message)
    return 2
  })
  return { code, screen, text: screen.join('\n') }
}

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a runbook is drafted into a folder, and what became of it is told in a few lines', async () => {
  const out = emptyFolder()
  const { code, screen } = await types(alert, '--service', 'shop', '--out', out)
  expect(code).toBe(0)
  expect(screen[0]).toBe(`1 playbook and 0 checklists for shop, in ${out}`)
  expect(screen[1]).toBe('  steps      0 do, 4 check, 2 fix, 0 tell')
  expect(screen[4]).toContain('0 errors')
  expect(readFileSync(path.join(out, 'shop/service.yml'), 'utf8')).toContain(
    '# DECIDE: who answers for this service?',
  )
})

test('--json keeps the shape that is promised, and lists each line', async () => {
  const { code, text } = await types(alert, '--json', '--out', emptyFolder())
  expect(code).toBe(0)
  const report = promised.parse(JSON.parse(text))
  expect(report.service).toBe('pod-crash')
  const { encoded, comments, leftOver } = report.counts.lines
  expect(encoded + comments).toBe(report.encoded.length)
  expect(leftOver).toBe(report.leftOver.length)
})

test('files that are there are never written over without --force', async () => {
  const out = emptyFolder()
  await types(alert, '--service=shop', '--out', out)
  const place = path.join(out, 'shop/service.yml')
  writeFileSync(place, 'mine')
  const again = await types(alert, '--service=shop', '--out', out)
  expect([again.code, readFileSync(place, 'utf8')]).toEqual([2, 'mine'])
  expect(again.text).toContain('nothing was written')
  expect((await types(alert, '--service=shop', '--out', out, '--force')).code).toBe(0)
  expect(readFileSync(place, 'utf8')).toContain('name: ')
})

test('drafts join an organization that is there, and leave its file alone', async () => {
  const out = emptyFolder()
  const organization = `name: Example
people:
  - { name: Ana Torres, slack: U0ANA000001, roles: [responder, approver, lead, commander] }
  - { name: Bob Lind, email: bob@example.org, roles: [responder, approver] }
`
  writeFileSync(path.join(out, 'organization.yml'), organization)
  const { code, text } = await types(
    path.join(samples, 'wiki.md'),
    '--service',
    'pay',
    '--out',
    out,
    '--force',
  )
  expect(code).toBe(0)
  expect(text).toContain('0 errors')
  expect(readFileSync(path.join(out, 'organization.yml'), 'utf8')).toBe(organization)
  const service = readFileSync(path.join(out, 'pay/service.yml'), 'utf8')
  expect(service).toMatch(/owners:\n {2}- Ana Torres/)
  expect(service).toContain('robin@pay.example')
})

test('what is no runbook is told with exit code 1, also as JSON, and nothing is written', async () => {
  const out = emptyFolder()
  const picture = path.join(out, 'picture.md')
  writeFileSync(picture, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0))
  const { code, text } = await types(picture, '--out', path.join(out, 'drafts'))
  expect([code, text]).toEqual([1, 'This is no text: give a Markdown file, as runbook.md'])
  const json = await types(picture, '--json')
  expect(JSON.parse(json.text)).toMatchObject({ version: 1, refused: { code: 'binary' } })
  expect(existsSync(path.join(out, 'drafts'))).toBe(false)
})

test.each([
  [[], 'Which file? muster import <file.md>'],
  [['nowhere.md'], 'nowhere.md is not there'],
  [[samples], `${samples} is a folder: give one Markdown file, as runbook.md`],
  [[alert, '--service', 'Not So'], '--service Not So: a service is named in small letters, digits and "-"'],
  [[alert, '--ot', 'x'], 'There is no flag --ot; did you mean --out?'],
  [[alert, 'another.md'], '“another.md” is not expected here'],
])('“muster import %s” is a wrong use, and says what would do', async (args, says) => {
  const { code, screen } = await types(...args)
  expect([code, screen[0]]).toEqual([2, says])
})
