import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Scene, tell } from '../../src/tour/tell.ts'

type Ran = { code: number; out: string; err: string }

async function tour(env: Record<string, string> = {}): Promise<Ran> {
  const data = await mkdtemp(path.join(tmpdir(), 'muster-tour-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(SLACK|MUSTER)_|^(KUBECONFIG|DATABASE_URL)$/.test(name),
  )
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/tour.ts', '--fast', '--port', '0'],
      { env: { ...Object.fromEntries(inherited), MUSTER_DATA: data, ...env }, timeout: 140_000 },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    )
  })
}

test('the tour plays an outage by itself, shows where to watch, and ends with the post-mortem', {
  timeout: 150_000,
}, async () => {
  const { code, out, err } = await tour()

  expect({ code, err }, out).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^\s*Watch it here: http:\/\/127\.0\.0\.1:\d+/)
  expect(out).toContain('Refused: You asked for this one: somebody else has to approve it')
  expect(out).toContain('A form asks first: Still changed in production')
  expect(out).toContain('Undone: Route jobs to the classical solvers')
  expect(out).not.toContain('✗')
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/The post-mortem: .*INC-1\.md$/)
})

test('the tour does not start beside a real Slack', async () => {
  const { code, err } = await tour({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_APP_TOKEN: 'xapp-1-A-2-b' })

  expect(code).toBe(1)
  expect(err).toContain('unset the SLACK_')
})

test('a step that does not do what it should ends the tour, and it says which and what was seen', async () => {
  const said: string[] = []
  const played: string[] = []
  const scene = (title: string, play: Scene['play']): Scene => ({
    title,
    play: () => {
      played.push(title)
      return play()
    },
  })
  const well = await tell(
    [
      scene('Ana declares', async () => 'a channel'),
      scene('Bob approves', () => Promise.reject(new Error('What was seen instead:\nnothing'))),
      scene('It is verified', async () => 'never'),
    ],
    { say: (line) => said.push(line), pause: async () => {} },
  )

  expect(well).toBe(false)
  expect(played).toEqual(['Ana declares', 'Bob approves'])
  expect(said.join('\n')).toContain('✗ What was seen instead:\n      nothing')
  expect(said.at(-1)).toContain('step 2 of 3 did not do what it should (Bob approves)')
})
