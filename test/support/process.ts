import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '../..')
/** Modules as Node has read them once: a start takes half the time. A killed process leaves nothing there. */
const compiled = path.join(root, 'node_modules/.cache/muster-e2e')
const readyLine = z.looseObject({ msg: z.literal('Muster is ready'), web: z.string() })

export type Ending = { code: number | null; signal: NodeJS.Signals | null; says: string }

/** The bot in a process of its own, started as an operator starts it. */
export type BotProcess = {
  /** The address of its pages, once it is ready; undefined when it ended before that. */
  ready: Promise<string | undefined>
  ended: Promise<Ending>
  signal(name: NodeJS.Signals): void
  /** Everything it has logged so far. */
  log(): string
  /** Waits for a line that a preloaded script writes, or for the end. */
  told(line: string): Promise<void>
}

/** Starts `node src/main.ts` with these variables and no others. `preload`: scripts loaded before it. */
export function startProcess(env: Record<string, string>, preload: string[] = []): BotProcess {
  const imports = preload.flatMap((file) => ['--import', file])
  const child = spawn(process.execPath, [...imports, 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<string | undefined>()
  const output = createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    const read = readyLine.safeParse(parsed(line))
    if (read.success) ready.resolve(read.data.web)
  })
  const says = text(child.stderr)
  const ended = once(child, 'close').then(async (): Promise<Ending> => {
    ready.resolve(undefined)
    return { code: child.exitCode, signal: child.signalCode, says: await says }
  })
  return {
    ready: ready.promise,
    ended,
    signal: (name) => void child.kill(name),
    log: () => lines.join('\n'),
    told: (wanted) =>
      new Promise((resolve) => {
        if (lines.includes(wanted)) return resolve()
        output.on('line', (line) => line === wanted && resolve())
        void ended.then(() => resolve())
      }),
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
