import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Child = {
  pid: number
  /** The first line on standard output in which `read` finds something. */
  ready: unknown
  /** From the start of the process to that line. */
  startedMs: number
  stop(): Promise<void>
}

type Options = {
  env?: Record<string, string>
  /** Of Node itself. */
  flags?: string[]
  args?: string[]
  read(line: string): unknown
}

/** Runs a script as a process of its own; throws with what it printed when it ends before it is ready. */
export async function child(
  script: string,
  { env = {}, flags = [], args = [], read }: Options,
): Promise<Child> {
  const began = performance.now()
  const process_ = spawn(process.execPath, [...flags, script, ...args], {
    env: { ...clean(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  process_.stderr?.on('data', (data) => printed.push(String(data)))
  const ready = await new Promise((resolve, reject) => {
    createInterface({ input: process_.stdout }).on('line', (line) => {
      printed.push(`${line}\n`)
      const found = read(line)
      if (found !== undefined) resolve(found)
    })
    process_.once('exit', () => reject(new Error(`${script} ended early:\n${printed.join('').slice(-2000)}`)))
  })
  const startedMs = performance.now() - began
  return { pid: process_.pid ?? 0, ready, startedMs, stop: () => end(process_) }
}

async function end(one: ChildProcess): Promise<void> {
  if (one.exitCode !== null) return
  const gone = once(one, 'exit')
  one.kill('SIGTERM')
  await gone
}

/** The benchmark decides what the bot speaks to; nothing of the shell's settings leaks in. */
const clean = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(SLACK|MUSTER)_|^(KUBECONFIG|DATABASE_URL|PORT)$/.test(name)),
  )
