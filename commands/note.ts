import { z } from 'zod'
import { note as addNote } from '../src/app/incidents.ts'
import { ok } from '../src/domain/result.ts'
import { doneSaying } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { noteForm } from '../src/slack/views/forms/incident-forms.ts'

/** Puts something on the timeline without a message to everybody. */
export const note = defineIncidentCommand({
  name: 'note',
  usage: '[text...]',
  summary: 'Put something on the timeline, quietly',
  examples: ['The vendor says one hour'],
  role: 'anyone',
  input: z.object({ text: z.string().optional() }),
  async run({ text }, { core, by, incident }) {
    if (!text) return ok({ form: noteForm(incident) })
    return doneSaying(await addNote(core, incident.id, by, text), 'It is on the timeline.')
  },
})
