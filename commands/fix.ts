import { z } from 'zod'
import { request } from '../src/app/remediations.ts'
import { nearest } from '../src/domain/nearest.ts'
import { readRemediationWords } from '../src/domain/remediation-words.ts'
import { ok } from '../src/domain/result.ts'
import { shown, suggested } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { fixForm } from '../src/slack/views/forms/remediation-forms.ts'

/** Plans a remediation and asks for its approval; nothing changes before that. */
export const fix = defineIncidentCommand({
  name: 'fix',
  usage: '[remediation] [details...]',
  summary: 'Plan a remediation and ask for approval',
  examples: ['scale nqba-worker replicas=6', 'rollback nqba-api'],
  role: 'responder',
  input: z.object({ remediation: z.string().optional(), details: z.string().optional() }),
  async run({ remediation, details }, { core, by, incident }) {
    const service = incident.service ? core.library.service(incident.service) : undefined
    if (!remediation) return ok({ form: fixForm(incident, core.remediations, service) })
    const near = nearestName(remediation, core.remediations)
    if (near)
      return suggested(
        `There is no remediation “${remediation}”.`,
        ['/incident fix', near, details].filter(Boolean).join(' '),
      )
    const input = readRemediationWords(details?.split(/\s+/) ?? [], service)
    return shown(await request(core, incident.id, by, { name: remediation, input }))
  },
})

/** The remediation somebody most likely meant, where there is none of the name they typed. */
function nearestName(typed: string, all: readonly { name: string }[]): string | undefined {
  const names = all.map(({ name }) => name)
  return names.includes(typed) ? undefined : nearest(typed, names)
}
