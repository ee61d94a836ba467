import { z } from 'zod'
import { mitigate as mitigateIncident } from '../src/app/incidents.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'

/** Users no longer suffer; the cause may still be there. */
export const mitigated = defineIncidentCommand({
  name: 'mitigated',
  usage: '',
  summary: 'Say that users no longer suffer',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, by, incident }) =>
    doneSaying(await mitigateIncident(core, incident.id, by), `${incident.id} is mitigated.`),
})
