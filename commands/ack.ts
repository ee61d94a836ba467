import { z } from 'zod'
import { acknowledge } from '../src/app/incidents.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'

/** Says that somebody is on it. */
export const ack = defineIncidentCommand({
  name: 'ack',
  usage: '',
  summary: 'Acknowledge: somebody is on it',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, by, incident }) =>
    doneSaying(await acknowledge(core, incident.id, by), `You acknowledged ${incident.id}.`),
})
