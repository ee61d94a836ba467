import { z } from 'zod'
import { changeSeverity } from '../src/app/incidents.ts'
import { ok } from '../src/domain/result.ts'
import { severities } from '../src/domain/severity.ts'
import { shown } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { severityForm } from '../src/slack/views/forms/incident-forms.ts'

/** Makes it worse or milder. */
export const sev = defineIncidentCommand({
  name: 'sev',
  usage: '[severity]',
  summary: 'Change the severity',
  examples: ['p1'],
  role: 'anyone',
  input: z.object({ severity: z.enum(severities).optional() }),
  async run({ severity }, { core, by, incident }) {
    const service = incident.service ? core.library.service(incident.service) : undefined
    if (!severity) return ok({ form: severityForm(incident, service) })
    return shown(await changeSeverity(core, incident.id, by, severity))
  },
})
