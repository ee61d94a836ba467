import { z } from 'zod'
import { unlockTarget } from '../src/app/locks.ts'
import { thaw } from '../src/app/thaw.ts'
import { said } from '../src/slack/answers.ts'
import { defineCommand } from '../src/slack/command.ts'
import { incidentScope } from '../src/slack/here.ts'
import { lockReleased } from '../src/slack/lock-answers.ts'

/** Gives a target free that was locked by hand, or all that a playbook has frozen. */
export const unlock = defineCommand({
  name: 'unlock',
  usage: '<target...>',
  summary: 'Unlock what was locked by hand, or `all` that is frozen here',
  examples: ['nqba-worker', 'all'],
  role: 'anyone',
  input: z.object({ target: z.string() }),
  async run({ target }, { core, by, channel }) {
    const scope = await incidentScope(core, channel)
    if (target === 'all' && scope.incident) {
      const thawed = await thaw(core, scope.incident, by)
      return thawed.ok ? said(`Nothing holds ${thawed.value.join(', ')} any more.`) : thawed
    }
    return lockReleased(await unlockTarget(core, by, { words: target, ...scope }), { core, by })
  },
})
