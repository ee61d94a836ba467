import { z } from 'zod'
import { heldLocks, lockTarget } from '../src/app/locks.ts'
import { parseDuration } from '../src/domain/duration.ts'
import { ok } from '../src/domain/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { incidentScope } from '../src/slack/here.ts'
import { lockTaken } from '../src/slack/lock-answers.ts'
import { lockForm } from '../src/slack/views/forms/lock-form.ts'
import { locks } from '../src/slack/views/replies/locks.ts'

/** Holds a target for maintenance; without words, what is held anywhere. */
export const lock = defineCommand({
  name: 'lock',
  usage: '[target] [duration] [why...]',
  summary: 'Lock a target for a while; without words, list the locks',
  examples: ['nqba-worker 2h moving to new nodes'],
  role: 'responder',
  input: z.object({
    target: z.string().optional(),
    duration: z.string().optional(),
    why: z.string().optional(),
  }),

  async run({ target, duration, why }, { core, by, channel }) {
    if (!target) return ok({ say: locks(await heldLocks(core)) })
    const forMs = duration === undefined ? undefined : parseDuration(duration)
    if (!forMs || !why) return ok({ form: lockForm({ target, why }) })
    const scope = await incidentScope(core, channel)
    return lockTaken(await lockTarget(core, by, { words: target, forMs, why, ...scope }))
  },
})
