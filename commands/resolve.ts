import { z } from 'zod'
import { resolve as resolveIncident } from '../src/app/incidents.ts'
import { standingChanges } from '../src/domain/ledger.ts'
import { shown } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { resolving } from '../src/slack/resolving.ts'

/** It is over; the post-mortem is drafted. What still stands changed is decided about first, in a form. */
export const resolve = defineIncidentCommand({
  name: 'resolve',
  usage: '[cause...]',
  summary: 'Resolve it and draft the post-mortem',
  examples: ['Dynex had a power failure'],
  role: 'anyone',
  input: z.object({ cause: z.string().optional() }),
  async run({ cause }, { core, by, incident }) {
    if (standingChanges(incident).length > 0) return resolving(core, by, incident, cause)
    return shown(await resolveIncident(core, incident.id, by, cause))
  },
})
