import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Parameter } from '../../src/domain/service.ts'
import { runCommand } from '../../src/remediations/run-command.ts'
import { aCommand, declaring, printArgv } from './declared-world.ts'
import { hostile } from './hostile.ts'

const node = process.execPath
const script = (source: string) => [node, '-e', source]
const argvOf = (output: readonly string[] = []): string[] =>
  z.object({ argv: z.array(z.string()) }).parse(JSON.parse(output.join(''))).argv

describe('run-command', () => {
  const since = { kind: 'text', pattern: '\\d+[mh]', maxLength: 10 } as const

  test('plans what is declared with its parameters, runs it, and shows its output', async () => {
    const world = declaring(runCommand, {
      commands: [
        aCommand({
          run: [node, printArgv, 'requeue', '--since={since}', '{count}'],
          parameters: { since, count: { kind: 'number', min: 1, max: 50, default: 10 } },
          changes: 'jobs that failed within {since}: failed → queued',
          lasting: true,
          risk: 'high',
        }),
      ],
    })
    const plan = await world.plan({ command: 'requeue', with: { since: '2h' } })
    expect(plan).toMatchObject({
      says: `Put failed jobs back into the queue: ${node} ${printArgv} requeue --since=2h 10`,
      changes: [{ what: 'jobs that failed within 2h', before: 'failed', after: 'queued' }],
      target: 'Command nqba-platform/requeue',
      lasting: true,
      risk: 'high',
    })
    const applied = await world.apply(plan.data)
    expect(applied.says).toBe('requeue ended with exit code 0')
    expect(argvOf(applied.output)).toEqual(['requeue', '--since=2h', '10'])
    expect(world.reports.at(-1)).toContain('--since=2h')
    expect(await world.verify(plan.data)).toMatchObject({ passed: true })
  })

  test('a preview says what would change; one that fails makes no plan', async () => {
    const told = declaring(runCommand, {
      commands: [
        aCommand({ preview: script('console.log("queue orders: 12 -> 0 failed\\nwould mail nobody")') }),
        aCommand({ name: 'broken', preview: script('console.log("no such queue"); process.exitCode = 2') }),
        aCommand({ name: 'silent', preview: script('0') }),
      ],
    })
    expect((await told.plan({ command: 'requeue' })).changes.slice(1)).toEqual([
      { what: 'queue orders', before: '12', after: '0 failed' },
      { what: 'preview', before: 'as it is', after: 'would mail nobody' },
    ])
    expect(await told.refusal({ command: 'broken' })).toEqual({
      code: 'preview-failed',
      says: 'The preview of broken ended with exit code 2: no such queue',
    })
    expect((await told.plan({ command: 'silent' })).warnings).toContain(
      'Its preview names nothing that would change',
    )
  })

  test('an exit code other than 0 and a deadline are failures, with what was written until then', async () => {
    const world = declaring(runCommand, {
      commands: [
        aCommand({ run: script('console.log("1 of 3"); console.error("disk full"); process.exitCode = 4') }),
        aCommand({
          name: 'slow',
          run: script('console.log("began"); setInterval(() => {}, 1000)'),
          timeoutMs: 300,
        }),
      ],
    })
    const plan = await world.plan({ command: 'requeue' })
    await expect(world.apply(plan.data)).rejects.toMatchObject({
      name: 'Failed',
      message: 'requeue ended with exit code 4; what it did until then stays',
      output: expect.arrayContaining(['1 of 3', 'disk full']),
    })
    const slow = await world.plan({ command: 'slow' })
    await expect(world.apply(slow.data)).rejects.toMatchObject({ name: 'Failed', output: ['began'] })
  })

  test('Muster stops in the middle: the program is killed, and what nobody saw is unknown', async () => {
    const commands = ['requeue', 'again'].map((name) =>
      aCommand({
        name,
        run: script('console.log("began"); setInterval(() => {}, 1000)'),
        idempotent: name === 'again',
      }),
    )
    const world = declaring(runCommand, { commands })
    const plan = await world.plan({ command: 'requeue' })
    const heard = world.reported()
    const applied = expect(world.apply(plan.data)).rejects.toMatchObject({
      name: 'Unavailable',
      uncertain: true,
    })
    await heard
    world.stop()
    await applied
    expect(await world.settle(plan.data)).toMatchObject({ state: 'unknown' })

    const after = declaring(runCommand, { commands })
    const again = await after.plan({ command: 'again' })
    expect(await after.settle(again.data)).toMatchObject({ state: 'repeatable' })
  })

  test('a verification decides: whether it took effect, whether it stands, and what became of it', async () => {
    const done = { verify: script('console.log("0 failed jobs")'), idempotent: true }
    const undone = { verify: script('console.log("3 failed jobs"); process.exitCode = 1'), idempotent: true }
    const undo = { name: 'drop', with: {} }
    const world = declaring(runCommand, {
      commands: [
        aCommand({ name: 'done', ...done, undo }),
        aCommand({ name: 'undone', ...undone, undo }),
        aCommand({ name: 'once', ...done, idempotent: false }),
        aCommand({ name: 'drop' }),
      ],
    })
    const good = await world.plan({ command: 'done' })
    expect(await world.verify(good.data)).toMatchObject({ passed: true, evidence: ['0 failed jobs'] })
    expect(await world.settle(good.data)).toMatchObject({ state: 'applied' })
    expect(await world.undo(good.data)).toMatchObject({ ok: true, value: { name: 'run-command' } })

    const bad = await world.plan({ command: 'undone' })
    expect(await world.verify(bad.data)).toMatchObject({ passed: false, evidence: ['3 failed jobs'] })
    expect(await world.settle(bad.data)).toMatchObject({ state: 'repeatable' })
    expect(await world.undo(bad.data)).toMatchObject({
      ok: false,
      refusal: { code: 'changed', says: expect.stringContaining('3 failed jobs') },
    })

    const once = await world.plan({ command: 'once' })
    expect(await world.settle(once.data)).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('Its verification passes now'),
    })
  })

  test('undo is another command, with the values the first was given', async () => {
    const queue: Parameter = { kind: 'choice', options: ['orders', 'mails'] }
    const world = declaring(runCommand, {
      commands: [
        aCommand({
          run: [node, printArgv, 'pause', '{queue}'],
          parameters: { queue },
          undo: { name: 'resume', with: { queue: '{queue}', reason: 'undo' } },
        }),
        aCommand({ name: 'resume' }),
        aCommand({ name: 'final' }),
      ],
    })
    const plan = await world.plan({ command: 'requeue', with: { queue: 'mails' } })
    expect(await world.undo(plan.data)).toEqual({
      ok: true,
      value: { name: 'run-command', input: { command: 'resume', with: { queue: 'mails', reason: 'undo' } } },
    })
    const final = await world.plan({ command: 'final' })
    expect(await world.undo(final.data)).toMatchObject({ refusal: { code: 'no-undo' } })
  })

  test('what is not declared, frozen or not there is refused, saying what to do', async () => {
    const world = declaring(runCommand, {
      commands: [
        aCommand({ parameters: { since } }),
        aCommand({ name: 'held' }),
        aCommand({ name: 'touching', touches: ['nqba-api'] }),
        aCommand({ name: 'gone', run: ['/no/such/program'] }),
        aCommand({ name: 'bare', run: ['jobs'] }),
        aCommand({ name: 'shell', run: ['/bin/sh', '-c', 'id'] }),
      ],
      limits: { maxReplicas: {}, maxResources: {}, frozen: ['command/held', 'nqba-api'] },
    })
    expect((await world.refusal({ command: 'requeu' })).says).toMatch(/did you mean requeue\?/)
    expect((await world.refusal({ command: 'requeue' })).says).toBe(
      'since is missing: text that matches /\\d+[mh]/',
    )
    expect((await world.refusal({ command: 'requeue', with: { sinec: '1h' } })).says).toMatch(
      /“sinec” is not a parameter here; did you mean since\?/,
    )
    expect(await world.refusal({ command: 'held' })).toMatchObject({ code: 'frozen' })
    expect(await world.refusal({ command: 'touching' })).toMatchObject({ code: 'frozen' })
    expect((await world.refusal({ command: 'gone' })).says).toBe('There is no program /no/such/program')
    expect((await world.refusal({ command: 'bare' })).says).toMatch(/add it to MUSTER_PROGRAMS/)
    expect((await world.refusal({ command: 'shell' })).says).toMatch(/is a shell/)
  })

  test('a pattern has to match whole, whatever it looks like, and may not take for ever', async () => {
    const text = (pattern: string) => ({ kind: 'text', pattern, maxLength: 200 }) as const
    const world = declaring(runCommand, {
      commands: [
        aCommand({ parameters: { either: text('a|b') } }),
        aCommand({ name: 'slow', parameters: { word: text('(a+)+') } }),
      ],
    })
    for (const either of ['ax', 'xb', 'a|b', 'a\n'])
      expect(await world.refusal({ command: 'requeue', with: { either } })).toMatchObject({
        code: 'wrong-parameter',
      })
    expect((await world.refusal({ command: 'slow', with: { word: `${'a'.repeat(60)}!` } })).says).toMatch(
      /takes too long/,
    )
  })

  test('a secret given as a parameter is refused, since parameters are shown and kept', async () => {
    const world = declaring(runCommand, {
      commands: [aCommand({ parameters: { note: { kind: 'text', pattern: '.*', maxLength: 100 } } })],
    })
    const refusal = await world.refusal({ command: 'requeue', with: { note: 'password=hunter2canary' } })
    expect(refusal.says).toMatch(/looks like a secret/)
    expect(refusal.says).not.toContain('hunter2')
  })
})

describe('hostile parameters', () => {
  const anything = { kind: 'text', pattern: '[\\s\\S]*', maxLength: 1000 } as const
  const template = ['list', '--queue={queue}', '{queue}', 'queue/{queue}', '--', 'end']

  test('reach a program as one argument each, or not at all: never a shell, an option or another argument', async () => {
    const world = declaring(runCommand, {
      commands: [aCommand({ run: [node, printArgv, ...template], parameters: { queue: anything } })],
    })
    const outcomes: { queue: string; planned: Awaited<ReturnType<typeof world.planned>> }[] = []
    for (const queue of hostile)
      outcomes.push({ queue, planned: await world.planned({ command: 'requeue', with: { queue } }) })
    const allowed = outcomes.flatMap(({ queue, planned }) =>
      planned.ok ? [{ queue, plan: planned.value }] : [],
    )
    await Promise.all(
      allowed.map(async ({ queue, plan }) => {
        const { output } = await world.apply(plan.data)
        expect(argvOf(output)).toEqual(template.map((one) => one.replaceAll('{queue}', () => queue)))
        expect(queue).not.toMatch(/^[\p{Pd}\u2212@+]|[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
    expect(existsSync('/tmp/owned')).toBe(false)
    const refused = outcomes.filter(({ planned }) => !planned.ok).map(({ queue }) => queue)
    expect(refused).toEqual(
      expect.arrayContaining([
        '--flag',
        '-rf',
        '-',
        '\u2212rf',
        '@/etc/passwd',
        '+x',
        'a\nb',
        'a\0b',
        '..',
        '',
      ]),
    )
    expect(allowed.map(({ queue }) => queue)).toEqual(
      expect.arrayContaining([
        '; rm -rf /',
        '$(touch /tmp/owned)',
        '`touch /tmp/owned`',
        '{queue}',
        '*',
        '~root',
      ]),
    )
  })
})
