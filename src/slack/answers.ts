import type { Changed } from '../app/change.ts'
import { ok, type Result } from '../domain/result.ts'
import type { Reply } from './command.ts'
import { suggestion } from './views/replies/refusal.ts'
import { words } from './views/words.ts'

/** A few words to the one who acted. */
export const said = (text: string): Result<Reply> => ok({ say: words({ text }) })

/** The channel shows it: no answer of its own, or why not. */
export const shown = (result: Result<unknown>): Result<Reply> => (result.ok ? ok(undefined) : result)

/** The incident's channel shows it; who did it elsewhere, in direct messages say, is told where. */
export function shownInRoom(result: Result<Changed>, channel: string): Result<Reply> {
  const room = result.ok ? result.value.incident.channel : undefined
  return room && room.id !== channel ? doneSaying(result, `It goes on in <#${room.id}>.`) : shown(result)
}

/** `text` when it was done, else why not. */
export const doneSaying = (result: Result<unknown>, text: string): Result<Reply> =>
  result.ok ? said(text) : result

/** Not quite a command: what is wrong with it, and the nearest that is, with a button that runs it. */
export const suggested = (says: string, command: string, asTyped?: string): Result<Reply> =>
  ok({ say: suggestion({ says, command, asTyped }) })
