import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Service } from '../../domain/service.ts'
import { ago, clock, line, link, moment, person, plain, quotation } from '../mrkdwn.ts'
import { context, header, section } from './blocks.ts'
import { cardButtons, playbookButtons } from './card-buttons.ts'
import { runLines } from './card-run.ts'
import { mark, remediationMark, severityMark, statusWords } from './marks.ts'
import { type Message, message } from './message.ts'
import { headline } from './notification.ts'
import { promise } from './promise.ts'

const mostListed = 4

/** The card at the top of an incident's channel: how it stands, what comes next, and the buttons for it. */
export function incidentCard(picture: Extract<Picture, { of: 'card' }>): Message {
  const { incident, service, runs, offer, now } = picture
  const blocks: KnownBlock[] = [
    header(`${severityMark(incident.severity)} · ${incident.title}`),
    section([standing(incident, service), whose(incident), promise(incident, service, now)]),
  ]
  if (incident.update)
    blocks.push(
      section([
        `*Update* from ${person(incident.update.by)} ${ago(incident.update.at)}`,
        quotation(incident.update.text, 600),
      ]),
    )
  for (const { run, playbook } of runs.slice(-3)) blocks.push(section(runLines(incident, run, playbook, now)))
  blocks.push(...changes(incident))
  blocks.push(...cardButtons(incident, offer))
  if (runs.length === 0) blocks.push(...playbookButtons(incident, offer))
  const links = dashboardLinks(service)
  if (links) blocks.push(context(`Dashboards: ${links}`))
  return message(headline(incident), blocks)
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

/** What waits for approval, what runs, what nobody knows the end of, and what stands changed. */
function changes(incident: Incident): KnownBlock[] {
  const inState = (...states: RemediationRecord['state'][]) =>
    incident.remediations.filter((one) => states.includes(one.state))
  return [
    ...list('Outcome unknown: look now', inState('unknown'), (one) => line(one.plan.target, 100)),
    ...list(
      'Waiting for approval',
      inState('planned'),
      (one) => `${one.approvals.length} of ${one.approvalsNeeded}, expires ${ago(one.expiresAt)}`,
    ),
    ...list('Under way', inState('approved', 'running', 'applied'), (one) =>
      one.startedAt ? `since ${clock(one.startedAt)}` : 'starting',
    ),
    ...list('Standing changes', inState('verified'), (one) =>
      one.endedAt ? `since ${moment(one.endedAt)}` : '',
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

const dashboardLinks = (service: Service | undefined): string =>
  (service?.dashboards ?? [])
    .slice(0, 3)
    .map(({ title, url }) => link(url, plain(title, 40)))
    .join(' · ')
