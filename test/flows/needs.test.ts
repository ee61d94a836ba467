import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'
import { ownPlaybooks } from './support/own-playbooks.ts'

const node = process.execPath
const printArgv = fileURLToPath(new URL('../programs/print-argv.mjs', import.meta.url))

const commands = `
  - name: flow-status
    summary: Show how a flow stands
    readOnly: true
    run: ["${node}", "${printArgv}", "status", "{flow}"]
    parameters: { flow: { kind: text, pattern: "[a-z][a-z-]*" } }
  - name: flow-retry
    summary: Run a flow again
    changes: "{flow}: failed → running again"
    run: ["${node}", "${printArgv}", "retry", "{flow}", "--from={from}"]
    parameters:
      flow: { kind: text, pattern: "[a-z][a-z-]*" }
      from: { kind: choice, options: [start, failure] }
    idempotent: true
`

const playbook = `
title: Failed flow
phases:
  - name: Look
    steps:
      - check: command
        title: How does the flow stand?
        with: { command: flow-status, match: status }
        needs: { flow: Which flow failed? }
      - fix: run-command
        title: Run the flow again
        with: { command: flow-retry, with: { from: failure } }
        needs: { flow: Which flow runs again? }
        verify: { command: { command: flow-status, match: nightly, within: 1m } }
      - fix: set-config
        title: Let a worker take more jobs
        with: { configmap: nqba-config, set: { JOB_ORDER: fair }, restart: [] }
        needs: { set.JOBS_PER_WORKER: How many jobs for each worker? }
      - fix: scale
        title: Run more workers
        with: { deployment: nqba-worker }
        needs: { replicas: How many workers? }
`

async function failedFlow() {
  const own = await ownPlaybooks({
    'nqba/failed-flow.yml': () => playbook,
    'nqba/service.yml': (text) => text.replace(/^commands:\n/m, (key) => key + commands.slice(1)),
  })
  const world = await startWorld({ playbooks: own.folder, programs: [node] })
  const room = await world.declares('p2 nqba A flow failed')
  await world.ana.says('/incident run failed-flow', { in: room })
  await world.until(() => world.ana.finds(room, 'How does the flow stand?'))
  const run = async () => {
    const found = (await world.incident()).runs.find(({ playbook: id }) => id === 'nqba/failed-flow')
    if (!found) throw new Error('Failed flow does not run')
    return found
  }
  return { world, room, run }
}

test('a check that needs to know which flow asks, looks, and proposes the same flow to the next step', async () => {
  const { world, room, run } = await failedFlow()
  const { ana, chen } = world
  expect((await run()).steps['0.0']?.status ?? 'open').toBe('open')

  await ana.presses('Run the check…', { in: room })
  expect(ana.form()).toContain('Which flow failed?')
  expect(ana.form()).toContain('It takes text that matches')
  await ana.submits({ flow: 'nightly-billing' })
  await world.until(async () => (await run()).steps['0.0']?.status === 'passed')
  expect(ana.sees(room)).toContain('nightly-billing')
  expect(await ana.says('/incident timeline', { in: room })).toContain('flow nightly-billing')

  await ana.presses('Show what would change…', { in: room, on: 'Run the flow again' })
  expect(ana.form()).toContain('nightly-billing')
  await ana.submits({})
  expect(chen.sees(room)).toContain('retry nightly-billing --from=failure')
  await chen.presses('Approve', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect((await run()).steps['0.1']?.status).toBe('done')
})

test('an answer that does not fit is refused with what would, and neither kept nor run', async () => {
  const { world, room, run } = await failedFlow()
  const { ana } = world
  await ana.presses('Run the check…', { in: room })
  expect(await ana.submits({ flow: '--all' })).toContain('flow has to be text that matches')
  await ana.presses('Run the check…', { in: room })
  const secret = 'AKIAIOSFODNN7EXAMPLE'
  expect(await ana.submits({ flow: secret })).toContain('looks like a secret')
  await ana.presses('Show what would change…', { in: room, on: 'Run more workers' })
  expect(await ana.submits({ replicas: 'many' })).toContain('“many” is none')
  expect(JSON.stringify(await world.timeline())).not.toContain(secret)
  expect((await run()).steps['0.0']?.status ?? 'open').toBe('open')
  expect(await world.happened('check-started')).toBe(false)
  expect(await world.happened('remediation-planned')).toBe(false)
})

test('a number that is asked for is planned as a number', async () => {
  const { world, room } = await failedFlow()
  await world.ana.presses('Show what would change…', { in: room, on: 'Run more workers' })
  await world.ana.submits({ replicas: '5' })
  expect(world.chen.sees(room)).toMatch(/Scale nqba-worker from \d to 5/)
})

test('a key within an input is asked for as well', async () => {
  const { world, room } = await failedFlow()
  await world.ana.presses('Show what would change…', { in: room, on: 'Let a worker take more jobs' })
  await world.ana.submits({ 'set.JOBS_PER_WORKER': '12' })
  const plan = (await world.incident()).remediations.at(-1)
  expect(plan?.input).toMatchObject({ set: { JOB_ORDER: 'fair', JOBS_PER_WORKER: '12' } })
})

test('what only looks is approved by nobody, also when it is typed', async () => {
  const { world, room } = await failedFlow()
  await world.ana.says('/incident fix run-command flow-status flow=orders', { in: room })
  await world.until(() => world.happened('remediation-verified'))
  expect(await world.happened('remediation-approved')).toBe(false)
  expect(world.ana.sees(room)).toContain('It only looks, and changes nothing')
})
