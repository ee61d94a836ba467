import type { HeldLock, Unlocked } from '../app/locks.ts'
import { bot } from '../domain/incident-event.ts'
import { sayHeld } from '../domain/lock.ts'
import { ok, type Result } from '../domain/result.ts'
import { said } from './answers.ts'
import type { Reply, Scene } from './command.ts'
import { line } from './mrkdwn.ts'
import { locked } from './views/replies/locked.ts'

export const lockTaken = (lock: Result<HeldLock>): Result<Reply> =>
  lock.ok ? ok({ say: locked(lock.value) }) : lock

/** Answers whoever unlocked a target: whose lock it was, and what else holds it. */
export function lockReleased(
  unlocked: Result<Unlocked>,
  { core, by }: Pick<Scene, 'core' | 'by'>,
): Result<Reply> {
  if (!unlocked.ok) return unlocked
  const { lock, still } = unlocked.value
  const whose =
    lock.by === by.actor || lock.by === bot ? '' : ` It was <@${lock.by}>'s, for “${line(lock.why, 200)}”.`
  return said(
    still
      ? `That lock of ${lock.target} is over.${whose} It is still held: ${sayHeld(still, core.clock.now())}.`
      : `${lock.target} is unlocked.${whose}`,
  )
}
