import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'

const root = path.resolve(import.meta.dirname, '../..')
const cli = path.join(root, 'src/cli.ts')

test('each command is listed with its own words', async () => {
  // Practice brings the whole of Muster along, which is much for one line.
  const { practice: _, ...light } = commands
  for (const [name, { summary, load }] of Object.entries(light)) {
    const command = await load()
    expect(command.summary).toBe(summary)
    expect(command.name.split(' <')[0]).toBe(name)
  }
})

test('the list of commands is an answer to --help, and no error', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, '--help'])
  expect(stdout).toContain('muster import  Draft playbooks from a Markdown runbook')
})

test('an import whose reader has seen enough ends quietly, with its drafts written', async () => {
  const out = mkdtempSync(path.join(tmpdir(), 'muster-pipe-'))
  onTestFinished(() => rmSync(out, { recursive: true }))
  const sample = path.join(root, 'test/import/samples/wiki.md')
  const muster = spawn(process.execPath, [cli, 'import', sample, '--out', out, '--json'])
  muster.stdout.destroy()
  const complaints: string[] = []
  muster.stderr.on('data', (some) => void complaints.push(String(some)))
  const [code] = await once(muster, 'close')
  expect([code, complaints.join('')]).toEqual([0, ''])
})
