import { z } from 'zod'
import { handCommand } from '../src/app/incidents.ts'
import { ok } from '../src/domain/result.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { leadForm } from '../src/slack/views/forms/incident-forms.ts'

/** Hands command to somebody, oneself included. */
export const lead = defineIncidentCommand({
  name: 'lead',
  usage: '[person]',
  summary: 'Hand over command',
  examples: ['@ana'],
  role: 'anyone',
  input: z.object({ person: z.string().optional() }),
  async run({ person }, { core, by, incident }) {
    if (!person) return ok({ form: leadForm(incident) })
    return doneSaying(
      await handCommand(core, incident.id, by, person),
      `<@${person}> has command of ${incident.id}.`,
    )
  },
})
