import type { Result } from '../domain/result.ts'
import { said } from './answers.ts'
import type { Reply } from './command.ts'

type Held = { target: string; until: string }

/** Tells whoever locked a target what holds now, and how it ends. */
export const lockTaken = (locked: Result<Held>): Result<Reply> =>
  locked.ok
    ? said(
        `${locked.value.target} is locked until ${locked.value.until.slice(0, 16).replace('T', ' ')} UTC. \`/incident unlock\` ends it earlier.`,
      )
    : locked

export const lockReleased = (unlocked: Result<Held>): Result<Reply> =>
  unlocked.ok ? said(`${unlocked.value.target} is unlocked.`) : unlocked
