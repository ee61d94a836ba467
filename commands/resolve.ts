import { z } from 'zod'
import { resolve as resolveIncident } from '../src/app/incidents.ts'
import { standingChanges } from '../src/domain/ledger.ts'
import { over } from '../src/domain/lifecycle.ts'
import { ok } from '../src/domain/result.ts'
import { shown } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { keepingOf } from '../src/slack/keeping.ts'
import { resolveForm } from '../src/slack/views/forms/ledger-forms.ts'

/** It is over; the post-mortem is drafted. What still stands changed is decided about first, in a form. */
export const resolve = defineIncidentCommand({
  name: 'resolve',
  usage: '[cause...]',
  summary: 'Resolve it and draft the post-mortem',
  examples: ['Dynex had a power failure'],
  role: 'anyone',
  input: z.object({ cause: z.string().optional() }),
  async run({ cause }, { core, by, incident }) {
    const standing = standingChanges(incident)
    if (standing.length > 0 && !over(incident))
      return ok({ form: resolveForm(incident, { standing, keeping: keepingOf(core, by), cause }) })
    return shown(await resolveIncident(core, incident.id, by, cause))
  },
})
