import type { HeldLock } from '../app/locks.ts'
import { ok, type Result } from '../domain/result.ts'
import { said } from './answers.ts'
import type { Reply } from './command.ts'
import { locked } from './views/replies/locked.ts'

export const lockTaken = (lock: Result<HeldLock>): Result<Reply> =>
  lock.ok ? ok({ say: locked(lock.value) }) : lock

export const lockReleased = (lock: Result<HeldLock>): Result<Reply> =>
  lock.ok ? said(`${lock.value.target} is unlocked.`) : lock
