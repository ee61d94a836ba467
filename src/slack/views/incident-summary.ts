import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Service } from '../../domain/service.ts'
import { ago, clock, line, moment, person, quotation } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { runLines } from './card-run.ts'
import { mark, remediationMark, statusWords } from './marks.ts'
import { promise } from './promise.ts'

const mostListed = 4

/** How an incident stands, without its title: status, newest update, runs, and what is being changed in production. */
export function incidentSummary({
  incident,
  service,
  runs,
  now,
}: Pick<Extract<Picture, { of: 'card' }>, 'incident' | 'service' | 'runs' | 'now'>): KnownBlock[] {
  const { update } = incident
  return [
    section([standing(incident, service), whose(incident), promise(incident, service, now)]),
    ...(update
      ? [section([`*Update* from ${person(update.by)} ${ago(update.at)}`, quotation(update.text, 600)])]
      : []),
    ...runs.slice(-3).map(({ run, playbook }) => section(runLines(incident, run, playbook, now))),
    ...changes(incident),
  ]
}

/** `*Acknowledged* · INC-42 · NQBA Platform` */
const standing = (incident: Incident, service: Service | undefined): string =>
  [
    `*${statusWords[incident.status]}*`,
    incident.id,
    ...(service ? [line(service.name, 60)] : incident.service ? [line(incident.service, 60)] : []),
  ].join(' · ')

function whose(incident: Incident): string {
  const commander = `Commander ${person(incident.commander)}`
  if (!incident.resolvedAt)
    return `${commander} · declared ${ago(incident.declaredAt)}, at ${clock(incident.declaredAt)}`
  const took = Date.parse(incident.resolvedAt) - Date.parse(incident.declaredAt)
  const cause = incident.cause ? `\nCause: ${line(incident.cause, 300)}` : ''
  return `${commander} · resolved ${moment(incident.resolvedAt)}, after ${formatDuration(took)}${cause}`
}

/** What waits for approval, what runs, and what nobody knows the end of. */
function changes(incident: Incident): KnownBlock[] {
  const inState = (...states: RemediationRecord['state'][]) =>
    incident.remediations.filter((one) => states.includes(one.state))
  return [
    ...list('Outcome unknown: look now', inState('unknown'), (one) => line(one.plan.target, 100)),
    ...list(
      'Waiting for approval',
      inState('planned'),
      (one) =>
        `${one.approvalsNeeded === 0 ? 'read it, then run it' : `${one.approvals.length} of ${one.approvalsNeeded}`}, expires ${ago(one.expiresAt)}`,
    ),
    ...list('Under way', inState('approved', 'running', 'applied'), (one) =>
      one.startedAt ? `since ${clock(one.startedAt)}` : 'starting',
    ),
  ]
}

function list(
  title: string,
  remediations: RemediationRecord[],
  says: (one: RemediationRecord) => string,
): KnownBlock[] {
  if (remediations.length === 0) return []
  const newest = remediations.slice(-mostListed)
  const rest = remediations.length - newest.length
  return [
    section([
      `*${title}*`,
      ...newest.map((one) => `${remediationMark(one.state)} ${line(one.title, 120)} · ${says(one)}`),
      rest > 0 && `${mark.open} and ${rest} more on the timeline`,
    ]),
  ]
}
