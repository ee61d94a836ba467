import { z } from 'zod'
import { declare as declareIncident } from '../src/app/incidents.ts'
import { distance } from '../src/domain/nearest.ts'
import { ok } from '../src/domain/result.ts'
import { severities } from '../src/domain/severity.ts'
import { said, suggested } from '../src/slack/answers.ts'
import { defineCommand } from '../src/slack/command.ts'
import { noService } from '../src/slack/usage.ts'
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

  async run({ severity, service: named, title }, { core, by, replyTo }) {
    const service = named === noService ? undefined : named
    if (!severity || !title || title.length < 3)
      return ok({ form: declareForm({ services: core.library.services(), severity, service, title }) })
    const meant = named === undefined && likelyService(title, core.library.services())
    if (meant) {
      const rest = title.replace(/^\S+\s*/, '')
      return suggested(
        `There is no service “${title.split(/\s/, 1)[0]}”.`,
        `/incident ${severity} ${meant} ${rest}`,
        `/incident ${severity} ${noService} ${title}`,
      )
    }
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

/** A service one slip of the finger away from the title's first word. Asking costs a press, a missed runbook more. */
function likelyService(title: string, services: readonly { id: string }[]): string | undefined {
  const first = (title.split(/\s/, 1)[0] ?? '').slice(0, 80).toLowerCase()
  if (title.trim() === first) return undefined
  return services.find(({ id }) => id.length > 3 && distance(first, id) === 1)?.id
}
