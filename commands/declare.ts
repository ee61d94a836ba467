import { z } from 'zod'
import { declare as declareIncident } from '../src/app/incidents.ts'
import { ok } from '../src/domain/result.ts'
import { severities } from '../src/domain/severity.ts'
import { said } from '../src/slack/answers.ts'
import { defineCommand } from '../src/slack/command.ts'
import { declareForm } from '../src/slack/views/forms/incident-forms.ts'

/** Opens an incident and its channel; without words, the form for it. */
export const declare = defineCommand({
  usage: '[severity] [service] [title...]',
  shownAs: '<severity> [service] <title...>',
  summary: 'Open an incident and its channel',
  examples: ['p0 nqba Dynex is down'],
  role: 'anyone',
  input: z.object({
    severity: z.enum(severities).optional(),
    service: z.string().optional(),
    title: z.string().optional(),
  }),

  async run({ severity, service, title }, { core, by, replyTo }) {
    if (!severity || !title || title.length < 3)
      return ok({ form: declareForm({ services: core.library.services(), severity, service, title }) })
    const opened = await declareIncident(
      core,
      { severity, title, ...(service && { service }), ...(replyTo && { replyTo }) },
      by,
    )
    if (!opened.ok) return opened
    // The link follows as soon as there is a channel.
    return opened.value.incident.channel
      ? said(`${opened.value.incident.id} is open already.`)
      : ok(undefined)
  },
})
