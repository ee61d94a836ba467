import { z } from 'zod'
import { runsOf, serviceOf } from '../src/app/pictures.ts'
import { ok } from '../src/domain/result.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { status as statusReply } from '../src/slack/views/replies/status.ts'

/** How it stands, for one person. */
export const status = defineIncidentCommand({
  name: 'status',
  usage: '',
  summary: 'Show how it stands',
  examples: ['', 'INC-42'],
  role: 'anyone',
  input: z.object({}),
  async run(_, { core, incident }) {
    const runs = await runsOf(core, incident)
    return ok({ say: statusReply({ incident, ...serviceOf(core, incident), runs, now: core.clock.now() }) })
  },
})
