import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Step } from '../../domain/playbook.ts'

/** What a `tell` step proposes: the playbook's words, else the newest update, else the bare facts. */
export function proposedText(step: Extract<Step, { kind: 'tell' }>, incident: Incident): string {
  if (step.text) return step.text
  if (incident.update) return incident.update.text
  const service = incident.service ? ` of ${incident.service}` : ''
  const since = incident.resolvedAt
    ? `It lasted ${formatDuration(Date.parse(incident.resolvedAt) - Date.parse(incident.declaredAt))}.`
    : 'We are working on it and will say more here.'
  return `There is a problem with parts${service}: ${incident.title}. ${since}`
}
