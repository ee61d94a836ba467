import type { Readable } from 'node:stream'
import { execa } from 'execa'
import { Denied, Unavailable } from '../app/ports/failures.ts'
import type { Ended, Programs } from '../app/ports/programs.ts'
import { createCleanLines } from './clean-output.ts'
import { createKeptOutput } from './kept-output.ts'

type Query = Parameters<Programs['run']>[0]

const reportEveryMs = 500
/** Of more than this the rest is read, so that the program goes on, but not looked at. */
const bytesLooked = 256 * 1024

/**
 * Runs a program that has been found, in a process group of its own, without a shell. Whatever the group left
 * running when the program ended is killed with it.
 */
export async function runProgram(
  found: string,
  { args, environment, timeoutMs, signal, onOutput }: Query,
  { searchPath, graceMs }: { searchPath: string; graceMs: number },
): Promise<Ended> {
  if (args.some((one) => one.includes('\0')) || Object.values(environment).some((one) => one.includes('\0')))
    throw new Denied('An argument has a NUL in it')
  const kept = createKeptOutput()
  const told = createTeller(onOutput)
  let truncated = false
  const child = execa(found, args, {
    shell: false,
    preferLocal: false,
    extendEnv: false,
    env: { ...environment, PATH: searchPath },
    cwd: '/',
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    timeout: timeoutMs,
    cancelSignal: signal,
    killDescendants: true,
    forceKillAfterDelay: graceMs,
  })
  // Nobody waits any more for what it started: its children hold the pipes, and go on unseen.
  child.nodeChildProcess.once('exit', () => void child.kill('SIGKILL'))
  const take = async (stream: Readable): Promise<void> => {
    const clean = createCleanLines()
    const hear = (lines: string[]) => {
      kept.add(lines)
      told.hear(lines)
    }
    let bytes = 0
    try {
      for await (const chunk of stream) {
        if (!(chunk instanceof Uint8Array)) continue
        bytes += chunk.length
        if (bytes - chunk.length < bytesLooked) hear(clean.push(chunk))
      }
    } catch {
      // It was killed in the middle of a line; how it ended is told by the result.
    }
    hear(clean.end())
    if (bytes > bytesLooked) {
      truncated = true
      hear([`… of ${Math.round(bytes / 1024).toLocaleString('en-US')} kB, the first 256 were looked at …`])
    }
  }
  const [result] = await Promise.all([child, take(child.stdout), take(child.stderr)])
  told.end()
  if (child.pid === undefined)
    throw new Denied(`${found} could not be started${result.code ? ` (${result.code})` : ''}`)
  if (result.isCanceled)
    throw new Unavailable(`${found} was killed in the middle: Muster stopped, or gave up waiting`, {
      uncertain: true,
    })
  return {
    ...(result.exitCode === undefined ? {} : { code: result.exitCode }),
    timedOut: result.timedOut,
    output: kept.lines(),
    leftOut: kept.leftOut(),
    truncated,
  }
}

/** Gathers lines, so that a chatty program is told of a few times a second. */
function createTeller(onOutput: Query['onOutput']) {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    if (waiting.length > 0) onOutput?.(waiting)
    waiting = []
  }
  return {
    hear(lines: string[]) {
      if (!onOutput || lines.length === 0) return
      waiting.push(...lines)
      timer ??= setTimeout(tell, reportEveryMs)
    },
    end() {
      clearTimeout(timer)
      tell()
    },
  }
}
