import { z } from 'zod'
import { close as closeIncident } from '../src/app/incidents.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'

/** Nothing more is expected: the post-mortem is done. */
export const close = defineIncidentCommand({
  name: 'close',
  usage: '',
  summary: 'Close a resolved incident for good',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, by, incident }) =>
    doneSaying(await closeIncident(core, incident.id, by), `${incident.id} is closed.`),
})
