import { z } from 'zod'
import { reopen as reopenIncident } from '../src/app/incidents.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'

/** Back to work on an incident that was resolved. */
export const reopen = defineIncidentCommand({
  name: 'reopen',
  usage: '',
  summary: 'Reopen a resolved incident',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, by, incident }) =>
    doneSaying(await reopenIncident(core, incident.id, by), `${incident.id} is open again.`),
})
