import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { residentMb, startBot } from './bot.ts'
import { type Figure, median } from './figure.ts'
import type { Workspace } from './workspace.ts'

const starts = 5
const idleMs = 5_000

/** From starting the process to hearing Slack, and what it holds while nothing happens. */
export async function processFigures(workspace: Workspace): Promise<Figure[]> {
  const took: number[] = []
  let memory = Number.NaN
  for (let n = 0; n < starts; n++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-'))
    const bot = await startBot(workspace, folder)
    took.push(bot.startedMs)
    if (n === starts - 1) {
      await pause(idleMs)
      memory = residentMb(bot.pid)
    }
    await bot.stop()
    rmSync(folder, { recursive: true })
  }
  return [
    { what: 'Start to connected', value: median(took) / 1000, unit: 's', aim: 1.5 },
    { what: 'Memory, idle', value: memory, unit: 'MB', aim: 150 },
  ]
}
