import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { residentMb, startBot, startPractising } from './bot.ts'
import type { Child } from './child.ts'
import { type Figure, median } from './figure.ts'
import type { Workspace } from './workspace.ts'

const starts = 5
const idleMs = 5_000

/** From starting the process to hearing Slack, and what it holds while nothing happens; the same of practice. */
export async function processFigures(workspace: Workspace): Promise<Figure[]> {
  const bot = await measure((folder) => startBot(workspace, folder))
  const practice = await measure(startPractising)
  return [
    { what: 'Start to connected', value: bot.seconds, unit: 's', aim: 1.5 },
    { what: 'Memory, idle', value: bot.megabytes, unit: 'MB', aim: 150 },
    { what: 'Practice, start to page', value: practice.seconds, unit: 's' },
    { what: 'Practice, memory, idle', value: practice.megabytes, unit: 'MB' },
  ]
}

/** Medians: the memory of one start differs from that of the next by a tenth. */
async function measure(start: (folder: string) => Promise<Child>) {
  const took: number[] = []
  const held: number[] = []
  for (let n = 0; n < starts; n++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-'))
    const running = await start(folder)
    took.push(running.startedMs)
    await pause(idleMs)
    held.push(residentMb(running.pid))
    await running.stop()
    rmSync(folder, { recursive: true })
  }
  return { seconds: median(took) / 1000, megabytes: median(held) }
}
