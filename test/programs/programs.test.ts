import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Programs } from '../../src/app/ports/programs.ts'
import { createPrograms } from '../../src/programs/programs.ts'

const node = process.execPath
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const searchPath = '/usr/local/bin:/usr/bin:/bin'
const open = (allowed?: string[], where = searchPath) => {
  const programs = createPrograms({
    searchPath: where,
    log: quiet,
    graceMs: 100,
    ...(allowed && { allowed }),
  })
  onTestFinished(() => programs.close())
  return programs
}

type Query = Parameters<Programs['run']>[0]
const asked = (args: string[], more: Partial<Query> = {}): Query => ({
  program: node,
  args,
  environment: {},
  timeoutMs: 10_000,
  signal: new AbortController().signal,
  ...more,
})
const code = (source: string) => ['-e', source]

const folder = mkdtempSync(path.join(tmpdir(), 'muster-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))
const place = (name: string) => path.join(folder, name)

/** The kernel no longer knows the process, or only as one that waits to be reaped. */
const gone = (pid: number) => {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

describe('a program', () => {
  test('gets its arguments as they stand, and an environment of what is named', async () => {
    const hostile = ['; rm -rf /', '$(id)', '`id`', '\'"', '*', '~', '$HOME', '--flag', 'a\nb', '']
    const ended = await open().run(
      asked([script('print-argv.mjs'), ...hostile], { environment: { QUEUE: '$PATH' } }),
    )
    expect(ended).toMatchObject({ code: 0, timedOut: false, leftOut: 0 })
    expect(JSON.parse(ended.output[0] ?? '')).toEqual({
      argv: hostile,
      env: { QUEUE: '$PATH', PATH: searchPath },
      cwd: '/',
    })
  })

  test('says both streams and its exit code', async () => {
    const ended = await open().run(asked(code('console.error("no such queue"); process.exitCode = 3')))
    expect(ended).toEqual({
      code: 3,
      timedOut: false,
      truncated: false,
      output: ['no such queue'],
      leftOut: 0,
    })
  })

  test('is killed at its deadline with all that it started, even what ignores SIGTERM', async () => {
    const grandchild = `process.on('SIGTERM', () => {}); console.log('grandchild', process.pid); setInterval(() => {}, 1000)`
    const parent = `
      const { spawn } = require('node:child_process')
      spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })
      process.on('SIGTERM', () => {})
      setInterval(() => {}, 1000)`
    const ended = await open().run(asked(code(parent), { timeoutMs: 400 }))
    expect(ended).toMatchObject({ timedOut: true })
    expect(ended.code).toBeUndefined()
    const pid = Number(/grandchild (\d+)/.exec(ended.output.join('\n'))?.[1])
    expect(pid).toBeGreaterThan(0)
    await expect.poll(() => gone(pid)).toBe(true)
  })

  test('leaves nothing running behind it', async () => {
    const parent = `
      const { spawn } = require('node:child_process')
      const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
      console.log(left.pid)
      left.once('spawn', () => process.exit(0))`
    const ended = await open().run(asked(code(parent)))
    expect(ended).toMatchObject({ code: 0, timedOut: false })
    await expect.poll(() => gone(Number(ended.output[0]))).toBe(true)
  })

  test('is killed when Muster stops, and nobody says how it ended', async () => {
    const programs = open()
    const heard: string[] = []
    let speaks = () => {}
    const spoke = new Promise<void>((resolve) => {
      speaks = resolve
    })
    const running = programs.run(
      asked(code('console.log(process.pid); setInterval(() => {}, 1000)'), {
        onOutput(lines) {
          heard.push(...lines)
          speaks()
        },
      }),
    )
    const outcome = expect(running).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
    await spoke
    await programs.close()
    await outcome
    expect(gone(Number(heard[0]))).toBe(true)
    await expect(programs.run(asked(code('0')))).rejects.toMatchObject({ uncertain: false })
  })

  test('is heard while it runs', async () => {
    const heard: string[] = []
    const ended = await open().run(
      asked(code('console.log("1 of 2"); console.log("2 of 2")'), {
        onOutput: (lines) => heard.push(...lines),
      }),
    )
    expect(heard).toEqual(['1 of 2', '2 of 2'])
    expect(ended.output).toEqual(heard)
  })

  test('that floods is capped in lines, in their length and in what is looked at', async () => {
    const many = await open().run(asked(code('for (let n = 0; n < 5000; n += 1) console.log("line", n)')))
    expect(many.output).toHaveLength(101)
    expect(many.output[20]).toBe('… 4,900 lines left out …')
    expect(many.output.at(-1)).toBe('line 4999')
    expect(many.leftOut).toBe(4900)

    const wide = await open().run(asked(code('process.stdout.write("x ".repeat(1_000_000))')))
    expect(wide.output.every((line) => line.length <= 300)).toBe(true)
    expect(wide.output.join().length).toBeLessThan(1000)
  })
})

describe('which programs run', () => {
  test('without a list: absolute paths, as service.yml declares them', async () => {
    expect(await open().resolve(node)).toBe(node)
    await expect(open().resolve('node')).rejects.toThrow(/add it to MUSTER_PROGRAMS/)
  })

  test('with a list: what stands in it, names by the fixed search path', async () => {
    const name = path.basename(node)
    const listed = open([name], path.dirname(node))
    expect(await listed.resolve(name)).toBe(node)
    expect(await listed.resolve(node)).toBe(node)
    await expect(listed.resolve('/usr/bin/id')).rejects.toThrow(/not a program the operator has allowed/)
    await expect(listed.resolve('id')).rejects.toThrow(/not a program the operator has allowed/)
    await expect(open(['muster-no-such']).resolve('muster-no-such')).rejects.toThrow(/no program/)
  })

  test.each([
    'bin/tool',
    './tool',
    '../tool',
    '-tool',
    'a b',
    '$(id)',
    '/usr/bin/../bin/id',
    '',
    '/usr/bin/id/',
  ])('never by a way around: %j', async (program) => {
    await expect(open().resolve(program)).rejects.toMatchObject({ name: 'Denied' })
    await expect(open([program]).run(asked([], { program }))).rejects.toMatchObject({ name: 'Denied' })
  })

  test('never a shell, under whatever name', async () => {
    symlinkSync('/bin/sh', place('harmless'))
    await expect(open().resolve('/bin/sh')).rejects.toThrow(/is a shell/)
    await expect(open().resolve(place('harmless'))).rejects.toThrow(/is a shell/)
  })

  test('never what everybody may have written, and never what is none', async () => {
    copyFileSync('/bin/true', place('open'))
    chmodSync(place('open'), 0o777)
    await expect(open().resolve(place('open'))).rejects.toThrow(/can be written by everybody/)
    await expect(open().resolve(folder)).rejects.toThrow(/There is no program/)
    await expect(open().resolve(place('missing'))).rejects.toThrow(/There is no program/)
    writeFileSync(place('broken'), '#!/no/such/interpreter\n', { mode: 0o755 })
    await expect(open().run(asked([], { program: place('broken') }))).rejects.toMatchObject({
      name: 'Denied',
    })
  })

  test('a NUL in an argument stops it before it starts', async () => {
    await expect(open().run(asked(['a\0b']))).rejects.toThrow(/NUL/)
  })
})
