import path from 'node:path'
import { expect } from 'vitest'
import type { BotProcess } from './process.ts'
import type { ProcessWorld } from './process-world.ts'

const atCommit = path.join(import.meta.dirname, 'kill-at-commit.ts')

/** A moment at which the bot is killed: around a call it makes, or around a commit of its record. */
export type Point = { when: 'before' | 'after' } & ({ call: RegExp; nth?: number } | { commit: string }) & {
    /** Killed once more while it goes on after that: before or after a commit. */
    again?: `${'before' | 'after'} ${string}`
  }

export function saysPoint(point: Point): string {
  const place =
    'commit' in point
      ? `committing ${point.commit}`
      : `${point.call.source.replace(/\\|\.\*/g, '')}${point.nth ? `, time ${point.nth}` : ''}`
  return `${point.when} ${place}${point.again ? `, then ${point.again}` : ''}`
}

/** Starts it so that it is killed again on its way, before or after a commit. */
export async function dieAgain({ launch }: ProcessWorld, again: string): Promise<void> {
  const bot = launch({ KILL_AT_COMMIT: `${again} from the start` }, [atCommit])
  expect((await bot.ended).signal).toBe('SIGKILL')
}

/** Starts it after the kill, and after a second kill on its way where there is one. */
export async function startAgain(world: ProcessWorld, again?: Point['again']): Promise<void> {
  if (again) await dieAgain(world, again)
  expect(await world.launch().ready).toBeDefined()
}

/** Starts the bot so that it can be killed at that point once `arm` is called. */
export async function launchToKill(
  { launch, practice }: ProcessWorld,
  point: Point,
): Promise<{ bot: BotProcess; arm(): Promise<void> }> {
  if ('commit' in point) {
    const bot = launch({ KILL_AT_COMMIT: `${point.when} ${point.commit}` }, [atCommit])
    await bot.ready
    return {
      bot,
      async arm() {
        bot.signal('SIGUSR2')
        await bot.told('watching')
      },
    }
  }
  const bot = launch()
  await bot.ready
  return {
    bot,
    async arm() {
      let seen = 0
      for (const faults of Object.values(practice.faults)) {
        const stop = faults.watch(({ call, when }) => {
          if (when !== point.when || !point.call.test(call)) return
          seen += 1
          if (seen !== (point.nth ?? 1)) return
          bot.signal('SIGKILL')
          // The server has the request already: it must not take effect.
          if (when === 'before') faults.order({ call, fault: { kind: 'drop' }, times: 1 })
          stop()
        })
      }
    },
  }
}
