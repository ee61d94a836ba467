import { z } from 'zod'
import { update as giveUpdate } from '../src/app/incidents.ts'
import { ok } from '../src/domain/result.ts'
import { shown } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { updateForm } from '../src/slack/views/forms/incident-forms.ts'

/** Tells everybody how it stands. */
export const update = defineIncidentCommand({
  name: 'update',
  usage: '[text...]',
  summary: 'Tell everybody how it stands',
  examples: ['Jobs run on the classical solvers, slower than usual'],
  role: 'anyone',
  input: z.object({ text: z.string().optional() }),
  async run({ text }, { core, by, incident }) {
    if (!text) return ok({ form: updateForm(incident) })
    return shown(await giveUpdate(core, incident.id, by, text))
  },
})
