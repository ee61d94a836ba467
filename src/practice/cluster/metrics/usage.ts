import type { Life } from '../containers.ts'
import { chance } from '../programs/line.ts'
import type { Usage } from '../programs/program.ts'
import type { World } from '../world.ts'

/** How often a metrics server asks the nodes. */
export const scrapeEveryMs = 15_000

const idle: Usage = { cpuMillis: 2, memoryMiB: 24 }
const starting: Usage = { cpuMillis: 12, memoryMiB: 18 }

export type Measured = { name: string; cpuMillis: number; memoryMiB: number }

/** When the nodes were last asked: figures are as of then, and stand still in between. */
export const lastScrape = (now: number): number => Math.floor(now / scrapeEveryMs) * scrapeEveryMs

/**
 * What each container of a pod used at the last scrape; nothing while the pod is too young to have been seen,
 * or one of its containers does not run.
 */
export function podUsage(world: World, podUid: string): Measured[] | undefined {
  const at = lastScrape(world.clock.now())
  const lives = world.containers.ofPod(podUid)
  if (lives.length === 0 || lives.some((life) => life.startedAt > at || life.stoppedAt !== undefined))
    return undefined
  return lives.map((life) => ({ name: life.name, ...usageOf(world, life, at) }))
}

function usageOf(world: World, life: Life, at: number): Usage {
  if (life.runs.crash) return starting
  const { cpuMillis, memoryMiB } = life.runs.program.usage?.(life, world, at) ?? idle
  // A few per cent of unrest, the same whenever the same moment is looked at.
  const unrest = (word: string) => 0.97 + chance(600, life.pod, word, at) / 10_000
  return { cpuMillis: cpuMillis * unrest('cpu'), memoryMiB: memoryMiB * unrest('memory') }
}
