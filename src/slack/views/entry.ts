import type { KnownBlock } from '@slack/types'
import type { Offer, Picture } from '../../app/ports/chat.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { encodeRef } from '../actions.ts'
import { bold, byWhen, line, link, people, person, quotation } from '../mrkdwn.ts'
import { actions, section } from './blocks.ts'
import { button } from './elements.ts'
import { entryWords } from './entry-words.ts'
import { mark, severityMark } from './marks.ts'
import { type Message, message } from './message.ts'
import { postmortemPage } from './pages.ts'

/** A timeline entry that everybody in the channel must see. */
export function entryMessage({ incident, entry, offer }: Extract<Picture, { of: 'entry' }>): Message {
  const { event, actor } = entry
  const who = person(actor)
  const said = (notification: string, lines: string[], more: KnownBlock[] = []) =>
    message(`${incident.id}: ${notification}`, [section(lines), ...more])
  switch (event.type) {
    case 'severity-changed': {
      const change = `${event.from.toUpperCase()} → ${severityMark(event.to)}`
      return said(`severity ${change}`, [`*Severity ${change}* by ${who}`])
    }
    case 'commander-changed':
      return said('command handed over', [`*${person(event.to)} has command now*, handed over by ${who}`])
    case 'updated':
      return said(`update. ${line(event.text, 300)}`, [`*Update* from ${who}`, quotation(event.text, 2000)])
    case 'mitigated':
      return said('mitigated', [
        `*Mitigated* ${after(incident, entry.at)} by ${who}. The cause still needs a fix.`,
      ])
    case 'resolved':
      return said(
        `resolved ${after(incident, entry.at)}`,
        [
          `*Resolved* ${after(incident, entry.at)} by ${who}`,
          ...(event.cause ? [`Cause: ${line(event.cause, 500)}`] : []),
        ],
        leftovers(incident, offer),
      )
    case 'remediation-unknown':
      return lost(incident, event)
    case 'remediation-questioned':
      return questioned(incident, entry.actor, event)
    case 'reopened':
      return said('reopened', [`*Reopened* by ${who}. The incident goes on.`])
    case 'closed':
      return said('closed', [`*Closed* by ${who}`])
    default:
      return said(entryWords(event, incident), [`${who} ${entryWords(event, incident)}`])
  }
}

const after = (incident: Incident, at: string): string =>
  `after ${formatDuration(Date.parse(at) - Date.parse(incident.declaredAt))}`

/** Calls those who should look: nobody knows what production is like now. */
function lost(incident: Incident, { id }: { id: string }): Message {
  const one = incident.remediations.find((each) => each.id === id)
  const title = line(one?.title ?? id, 140)
  const called = [...new Set([...(one ? [one.requestedBy] : []), incident.commander])]
  return message(`${incident.id}: nobody knows whether this was made: ${title}`, [
    section([
      `${mark.warning} ${bold(`Nobody knows whether this was made: ${title}`)}`,
      `${people(called)}: look at ${line(one?.plan.target ?? id, 120)}, then press a button of the request. It says what to look for.`,
    ]),
  ])
}

/** Mentions the one who asked for the change: the answer belongs into the same thread. */
function questioned(incident: Incident, by: string, { id, text }: { id: string; text: string }): Message {
  const one = incident.remediations.find((each) => each.id === id)
  const title = line(one?.title ?? id, 140)
  return message(`${incident.id}: a question about ${title}`, [
    section([
      `${mark.question} ${person(by)} asks about ${bold(title)}`,
      quotation(text, 1000),
      one && `${person(one.requestedBy)}, answer here in the thread.`,
    ]),
  ])
}

/** ` · @bob until 24 Nov`, ` · permanent` */
function fate({ standing }: RemediationRecord): string {
  if (standing?.state === 'permanent') return ' · permanent'
  if (!standing?.owner) return ''
  return ` · ${person(standing.owner)}${standing.until ? ` until ${byWhen(standing.until)}` : ''}`
}

/** What a resolved incident leaves: what is other than before, and the post-mortem. */
function leftovers(incident: Incident, offer: Offer): KnownBlock[] {
  const ref = encodeRef({ incident: incident.id })
  const standing = incident.remediations.filter((one) => one.standing && one.standing.state !== 'undone')
  const page = incident.postmortem && postmortemPage(incident, offer)
  const rest = standing.length - 5
  return [
    ...(standing.length > 0
      ? [
          section([
            '*Still changed in production*',
            ...standing.slice(0, 5).map((one) => `• ${line(one.title, 140)}${fate(one)}`),
            rest > 0 && `• and ${rest} more on the timeline`,
          ]),
        ]
      : []),
    ...(page ? [section([link(page, 'Read the post-mortem')])] : []),
    actions([button('incident.reopen', 'Reopen', ref)]),
  ]
}
