import { z } from 'zod'
import { nearestRemediation, requestTyped } from '../src/app/typed-remediation.ts'
import { ok } from '../src/domain/result.ts'
import { shown, suggested } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { detailWords, partReason } from '../src/slack/usage.ts'
import { fixForm } from '../src/slack/views/forms/remediation-forms.ts'

/** Plans a remediation and asks for its approval; nothing changes before that. */
export const fix = defineIncidentCommand({
  name: 'fix',
  usage: '[remediation] [details...]',
  summary: 'Plan a remediation and ask for approval, `because` says why',
  examples: ['scale nqba-worker replicas=6 because jobs pile up', 'rollback nqba-api'],
  role: 'responder',
  input: z.object({ remediation: z.string().optional(), details: z.string().optional() }),
  async run({ remediation, details = '' }, { core, by, incident }) {
    const service = incident.service ? core.library.service(incident.service) : undefined
    if (!remediation) return ok({ form: fixForm(incident, core.remediations, service) })
    const near = nearestRemediation(core, remediation)
    if (near)
      return suggested(
        `There is no remediation “${remediation}”.`,
        ['/incident fix', near, details].filter(Boolean).join(' '),
      )
    const { words, reason } = partReason(details)
    return shown(
      await requestTyped(core, incident.id, by, {
        name: remediation,
        words: detailWords(words),
        ...(reason && { reason }),
      }),
    )
  },
})
