import { z } from 'zod'
import { resolve as resolveIncident } from '../src/app/incidents.ts'
import { shown } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'

/** It is over; the post-mortem is drafted. */
export const resolve = defineIncidentCommand({
  name: 'resolve',
  usage: '[cause...]',
  summary: 'Resolve it and draft the post-mortem',
  examples: ['Dynex had a power failure'],
  role: 'anyone',
  input: z.object({ cause: z.string().optional() }),
  run: async ({ cause }, { core, by, incident }) =>
    shown(await resolveIncident(core, incident.id, by, cause)),
})
