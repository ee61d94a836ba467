import type { Incident } from '../../domain/incident.ts'
import type { RemediationEvent } from '../../domain/incident-event.ts'
import { line } from '../mrkdwn.ts'

/** What somebody did to a remediation. */
export function remediationWords(event: RemediationEvent, incident: Incident): string {
  if (event.type === 'remediation-planned')
    return `asked for ${line(event.remediation.title, 140)}: ${line(event.remediation.plan.says, 250)}`
  const title = line(incident.remediations.find((one) => one.id === event.id)?.title ?? event.id, 140)
  switch (event.type) {
    case 'remediation-approved':
      return `approved ${title}`
    case 'remediation-rejected':
      return `rejected ${title}: ${line(event.reason, 200)}`
    case 'remediation-expired':
      return `let ${title} expire without approval`
    case 'remediation-stale':
      return `found ${title} out of date: ${line(event.difference, 200)}`
    case 'remediation-started':
      return `began ${title}${event.attempt > 1 ? `, attempt ${event.attempt}` : ''}`
    case 'remediation-applied':
      return `applied ${title}: ${line(event.says, 200)}`
    case 'remediation-verified':
      return `verified ${title}: ${line(event.says, 200)}`
    case 'remediation-failed':
      return `saw ${title} fail: ${line(event.says, 200)}`
    case 'remediation-unknown':
      return `lost sight of ${title}: ${line(event.says, 150)} Look at ${line(event.look, 150)}`
  }
}
