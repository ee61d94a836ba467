import type { Incident } from '../domain/incident.ts'
import { matchPlaybooks } from '../domain/match-playbook.ts'
import { isForIncidents, type Playbook } from '../domain/playbook.ts'
import type { Core } from './core.ts'
import type { Offer } from './ports/chat.ts'

/** What an incident's messages lead to: playbooks that fit and are not under way, the pages. */
export function offerFor(core: Core, incident: Incident): Offer {
  const { service, severity, title } = incident
  const fitting = service
    ? matchPlaybooks({ service, severity, title }, core.library.playbooks(service)).ranked.map(
        ({ playbook }) => playbook,
      )
    : []
  const offered = fitting.filter(
    (one) => !incident.runs.some((run) => run.playbook === one.id && !run.endedAt),
  )
  return {
    playbooks: offered.map(({ id, title }) => ({ id, title })),
    ...(core.webUrl && { webUrl: core.webUrl }),
  }
}

/** All playbooks somebody may run in an incident, those that fit it first; routines and planned work are not for it. */
export function runnable(core: Core, incident: Incident): Playbook[] {
  const all = core.library
    .playbooks(incident.service)
    .map(({ playbook }) => playbook)
    .filter(isForIncidents)
  const fitting = offerFor(core, incident).playbooks.map(({ id }) => id)
  const place = ({ id }: Playbook) => (fitting.includes(id) ? fitting.indexOf(id) : fitting.length)
  return all.toSorted((a, b) => place(a) - place(b))
}
