import type { Button, HomeView, KnownBlock } from '@slack/types'
import { type ActionId, encodeRef } from '../actions.ts'
import { ago, byWhen, channelMention, line, link } from '../mrkdwn.ts'
import { actions, context, divider, header, section } from './blocks.ts'
import { button } from './elements.ts'
import { type ListedIncident, listedLines } from './listed.ts'
import { mark } from './marks.ts'

/** Something of one person's: a step given to them, a decision they may take, a change they keep. */
export type Waiting = {
  incident: string
  channel?: string | undefined
  title: string
  at?: string | undefined
  until?: string | undefined
  /** With buttons, where it can be decided right here. */
  remediation?: string
}
export type Written = { incident: string; title: string; at: string; url?: string | undefined }

export type Home = {
  incidents: readonly ListedIncident[]
  steps: readonly Waiting[]
  approvals: readonly Waiting[]
  /** Broken glass that nobody has reviewed. */
  reviews: readonly Waiting[]
  /** Changes they keep for a while. */
  kept: readonly Waiting[]
  postmortems: readonly Written[]
}

const most = 12

/** The Home tab: what is open, what waits for this person, what was written lately. */
export const homeView = ({ incidents, steps, approvals, reviews, kept, postmortems }: Home): HomeView => ({
  type: 'home',
  blocks: [
    header('Muster'),
    actions([
      button('home.declare', 'Declare an incident', 'declare', { style: 'primary' }),
      button('handoff.post', 'Hand over the shift', 'handoff'),
      button('runbook.import', 'Import a runbook', 'import'),
    ]),
    ...part(
      'Waiting for your approval',
      approvals.map((one) => waiting(mark.waiting, one)),
    ),
    ...part(
      'Made without approval: say what you make of it',
      reviews.map((one) => waiting(mark.glass, one)),
      { buttons: reviews.map((one) => press('remediation.review', 'Reviewed', one)) },
    ),
    ...part(
      'Your steps',
      steps.map((one) => waiting(mark.open, one)),
    ),
    ...part(
      'Changes you keep, to be put back',
      kept.map((one) => waiting(mark.waiting, one)),
      { buttons: kept.map((one) => press('remediation.undo', 'Undo', one)) },
    ),
    ...part('Open incidents', incidents.map(listedLines), { empty: 'Nothing is open.' }),
    ...part('Recent post-mortems', postmortems.map(written)),
  ],
})

function waiting(sign: string, { incident, channel, title, at, until }: Waiting): string {
  const where = channel ? ` · ${channelMention(channel)}` : ''
  const when = until ? ` · by ${byWhen(until)}` : at ? ` · ${ago(at)}` : ''
  return `${sign} ${line(title, 200)} · ${line(incident, 20)}${where}${when}`
}

const press = (action: ActionId, label: string, { incident, remediation }: Waiting) =>
  remediation ? button(action, label, encodeRef({ incident, remediation })) : undefined

const written = ({ incident, title, at, url }: Written): string => {
  const words = `${incident} ${title}`
  return `${url ? link(url, words) : line(words, 120)} · ${ago(at)}`
}

type About = { empty?: string; buttons?: readonly (Button | undefined)[] }

function part(title: string, lines: readonly string[], { empty, buttons }: About = {}): KnownBlock[] {
  if (lines.length === 0 && !empty) return []
  const rest = lines.length - most
  return [
    divider,
    section([`*${title}*`, lines.length === 0 && empty]),
    ...lines.slice(0, most).map((one, nth) => section([one], buttons?.[nth])),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
  ]
}
