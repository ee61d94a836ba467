import { expect, onTestFinished, test } from 'vitest'
import { command } from '../../src/checks/command.ts'
import { reachCluster } from '../../src/cluster/reach.ts'
import type { Command } from '../../src/domain/service.ts'
import { createHttp } from '../../src/http/http.ts'
import { createPrograms } from '../../src/programs/programs.ts'
import { connectRedis } from '../../src/redis/redis.ts'
import { nqbaService } from '../cluster/practice.ts'
import { aCommand } from '../remediations/declared-world.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const node = process.execPath
const says = (source: string, more: Partial<Command> = {}): Command =>
  aCommand({
    name: 'look',
    readOnly: true,
    risk: 'low',
    idempotent: true,
    run: [node, '-e', source],
    ...more,
  })

/** A service with one declared command, beside real programs. */
function declaring(one: Command, frozen: string[] = []) {
  const programs = createPrograms({ searchPath: '/usr/bin:/bin', log: quiet, graceMs: 100 })
  const http = createHttp()
  onTestFinished(async () => {
    await programs.close()
    await http.close()
  })
  const service = { ...nqbaService, commands: [one], limits: { ...nqbaService.limits, frozen } }
  const instruments = {
    cluster: reachCluster({ from: 'nowhere' }, quiet),
    redis: connectRedis(),
    http,
    programs,
    now: () => new Date(),
  }
  return {
    service,
    check: (input: object) =>
      command.run({ command: 'look', ...input }, instruments, {
        service,
        signal: new AbortController().signal,
      }),
  }
}

const lines = (...all: string[]) => says(`console.log(${JSON.stringify(all.join('\n'))})`)

test('exit code 0 is a pass, and what was written is the evidence, under the line that was run', async () => {
  const found = await declaring(lines('flow-1 failed', 'flow-2 failed')).check({})
  expect(found).toMatchObject({ passed: true, summary: 'It answered with 2 lines' })
  expect(found.evidence.slice(1)).toEqual(['flow-1 failed', 'flow-2 failed'])
  expect(found.evidence[0]).toContain(`$ ${node}`)
  expect(await declaring(lines('All 12 flows are well')).check({})).toMatchObject({
    summary: 'All 12 flows are well',
  })
})

test('another exit code is no pass, and says the last line; some programs say no with a code of their own', async () => {
  const broken = says('console.error("no such flow"); process.exitCode = 3')
  expect(await declaring(broken).check({})).toMatchObject({
    passed: false,
    summary: 'It ended with exit code 3: no such flow',
    data: { exit: 3, lines: 1 },
  })
  expect(await declaring(broken).check({ exit: 3 })).toMatchObject({ passed: true })
})

test('lines decide: at least so many that match, or none at all', async () => {
  const { check } = declaring(lines('a ok', 'b FAILED', 'c FAILED'))
  expect(await check({ match: 'FAILED', expect: 'none' })).toMatchObject({
    passed: false,
    summary: 'FAILED (first of 2 such lines)',
    evidence: [expect.any(String), 'b FAILED', 'c FAILED'],
  })
  expect(await check({ match: 'ok' })).toMatchObject({ passed: true, summary: 'ok' })
  expect(await check({ match: 'ok', min: 2 })).toMatchObject({ passed: false })
  expect(await check({ match: 'lost', expect: 'none' })).toMatchObject({
    passed: true,
    summary: 'No line of 3 matches /lost/',
  })
})

test('numbers are held against a limit, the one that does not hold first', async () => {
  const { check } = declaring(lines('/     41% used', '/data 93% used', 'total 1,024 MB'))
  expect(await check({ number: { match: '(\\d+)% used', below: 80 } })).toMatchObject({
    passed: false,
    summary: '93 is not below 80; 1 of 2 are not',
    evidence: [expect.any(String), '/data 93% used', '/     41% used'],
  })
  expect(await check({ number: { match: 'total ([\\d,.]+)', above: 1000, below: 2000 } })).toMatchObject({
    passed: true,
    summary: '1024 is above 1000 and below 2000',
  })
  expect(await check({ number: { match: 'free (\\d+)', above: 1 } })).toMatchObject({
    passed: false,
    summary: 'No number found by /free (\\d+)/',
  })
  await expect(check({ number: { match: '(\\d+)' } })).rejects.toThrow('above, below or equals')
})

test('lines that are not kept count too; what was never read proves nothing', async () => {
  const long = says('for (let n = 0; n < 900; n++) console.log(n === 450 ? "needle" : "hay " + n)')
  expect(await declaring(long).check({ match: 'needle', expect: 'none' })).toMatchObject({ passed: false })
  const endless = says('for (let n = 0; n < 9000; n++) console.log("x".repeat(60) + n)')
  expect(await declaring(endless).check({ match: 'needle', expect: 'none' })).toMatchObject({
    passed: false,
    summary: expect.stringContaining('only the first part was read'),
  })
})

test('it may take its own time, and is killed after that', async () => {
  const { check, service } = declaring(says('setInterval(() => {}, 1000)', { timeoutMs: 300 }))
  expect(await check({})).toMatchObject({ passed: false, summary: expect.stringContaining('was killed') })
  expect(command.timeoutMs({ command: 'look' }, service)).toBeGreaterThan(300)
  expect(command.timeoutMs({}, service)).toBeGreaterThan(0)
})

test('only what is readOnly runs by itself, with parameters that fit', async () => {
  const changing = declaring(aCommand({ name: 'look' }))
  await expect(changing.check({})).rejects.toThrow('look is not readOnly in nqba/service.yml')
  const flow = { kind: 'text', pattern: '[a-z-]+', maxLength: 40 } as const
  const { check } = declaring(
    says('console.log(process.argv.at(-1))', {
      run: [node, '-e', 'console.log(process.argv.at(-1))', '{flow}'],
      parameters: { flow },
    }),
  )
  expect(await check({ with: { flow: 'orders' } })).toMatchObject({ passed: true, summary: 'orders' })
  await expect(check({})).rejects.toThrow('flow is missing')
  await expect(check({ with: { flow: '--all' } })).rejects.toThrow(/flow/)
  await expect(declaring(lines('x')).check({ command: 'loook' })).rejects.toThrow('did you mean look?')
})

test('what is frozen may still be looked at', async () => {
  expect(await declaring(lines('well'), ['look']).check({})).toMatchObject({ passed: true })
})
