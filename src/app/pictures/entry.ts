import type { Incident } from '../../domain/incident.ts'
import type { IncidentEvent } from '../../domain/incident-event.ts'
import { streamOf } from '../change.ts'
import type { Core } from '../core.ts'
import { offerFor } from '../offer.ts'
import type { Picture } from '../ports/chat.ts'

/** One entry of the timeline, or what stands behind it. Undefined when it has nothing of the kind. */
export async function entryPicture(
  core: Core,
  incident: Incident,
  of: 'entry' | 'evidence' | 'gap',
  seq: number,
): Promise<Picture | undefined> {
  const entry = await core.store.event<IncidentEvent>(streamOf(incident.id), seq)
  if (!entry) return undefined
  const { event } = entry
  if (of === 'entry') return { of, incident, entry, offer: offerFor(core, incident) }
  if (of === 'gap') return event.type === 'gap-found' ? { of, incident, what: event.what } : undefined
  return evidence(incident, event)
}

function evidence(incident: Incident, event: IncidentEvent): Picture | undefined {
  switch (event.type) {
    case 'check-finished':
      return {
        of: 'evidence',
        incident,
        title: event.title,
        passed: event.passed,
        summary: event.summary,
        lines: event.evidence,
      }
    case 'remediation-planned': {
      const { says, changes, warnings } = event.remediation.plan
      const lines = changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`)
      return {
        of: 'evidence',
        incident,
        title: says,
        summary: 'The whole plan',
        lines: [...lines, ...warnings],
      }
    }
    case 'remediation-verified':
    case 'remediation-failed': {
      const title = incident.remediations.find(({ id }) => id === event.id)?.plan.says ?? event.id
      return {
        of: 'evidence',
        incident,
        title,
        passed: event.type === 'remediation-verified',
        summary: event.says,
        lines: event.evidence,
      }
    }
    default:
      return undefined
  }
}
