import { z } from 'zod'
import { unlockTarget } from '../src/app/locks.ts'
import { defineCommand } from '../src/slack/command.ts'
import { incidentScope } from '../src/slack/here.ts'
import { lockReleased } from '../src/slack/lock-answers.ts'

/** Gives a target free that was locked by hand. */
export const unlock = defineCommand({
  name: 'unlock',
  usage: '<target...>',
  summary: 'Unlock what was locked by hand',
  examples: ['nqba-worker'],
  role: 'anyone',
  input: z.object({ target: z.string() }),
  async run({ target }, { core, by, channel }) {
    const scope = await incidentScope(core, channel)
    return lockReleased(await unlockTarget(core, by, { words: target, ...scope }), { core, by })
  },
})
