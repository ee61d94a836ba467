import { bot, type IncidentEvent } from '../incident-event.ts'
import { type Facts, moment } from './facts.ts'

/** Entries that come from somebody's own message in Slack, not from work on the incident. */
const passive: readonly IncidentEvent['type'][] = ['note-edited', 'note-removed']

export function people(facts: Facts): string {
  const { incident, entries, voice } = facts
  const { remediations } = incident
  const approvers = unique(remediations.flatMap(({ approvals }) => approvals.map(({ by }) => by)))
  const active = entries.filter(({ event }) => !passive.includes(event.type)).map(({ actor }) => actor)
  const rows = [
    ['Commander', commanders(facts)],
    ['Declared by', voice.person(incident.declaredBy)],
    ['Acknowledged by', incident.acknowledgedBy ? voice.person(incident.acknowledgedBy) : 'nobody'],
    ['Responders', voice.people(unique(active).filter((who) => who !== bot))],
    ...(remediations.length > 0
      ? [['Approved changes', approvers.length > 0 ? voice.people(approvers) : 'nobody']]
      : []),
  ]
  return rows.map(([role, who]) => `- **${role}:** ${who}`).join('\n')
}

/** `Ana Torres, then Chen Wei from 15:20` */
function commanders(facts: Facts): string {
  const { entries, voice } = facts
  return entries
    .flatMap(({ at, event }) => {
      if (event.type === 'declared') return [voice.person(event.commander)]
      return event.type === 'commander-changed'
        ? [`then ${voice.person(event.to)} from ${moment(facts, at)}`]
        : []
    })
    .join(', ')
}

const unique = (ids: readonly string[]) => [...new Set(ids)]
