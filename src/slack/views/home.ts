import type { HomeView, KnownBlock } from '@slack/types'
import { ago, channelMention, line, link } from '../mrkdwn.ts'
import { actions, context, divider, header, section } from './blocks.ts'
import { button } from './elements.ts'
import { type ListedIncident, listedLines } from './listed.ts'
import { mark } from './marks.ts'

/** Something of one person's: a step given to them, or an approval they may give. */
export type Waiting = {
  incident: string
  channel?: string | undefined
  title: string
  at?: string | undefined
}
export type Written = { incident: string; title: string; at: string; url?: string | undefined }

export type Home = {
  incidents: readonly ListedIncident[]
  steps: readonly Waiting[]
  approvals: readonly Waiting[]
  postmortems: readonly Written[]
}

const most = 15

/** The Home tab: what is open, what waits for this person, what was written lately. */
export const homeView = ({ incidents, steps, approvals, postmortems }: Home): HomeView => ({
  type: 'home',
  blocks: [
    header('Muster'),
    actions([
      button('home.declare', 'Declare an incident', 'declare', { style: 'primary' }),
      button('handoff.post', 'Hand over the shift', 'handoff'),
    ]),
    ...part(
      'Waiting for your approval',
      approvals.map((one) => waiting(mark.waiting, one)),
    ),
    ...part(
      'Your steps',
      steps.map((one) => waiting(mark.open, one)),
    ),
    ...part('Open incidents', incidents.map(listedLines), 'Nothing is open.'),
    ...part('Recent post-mortems', postmortems.map(written)),
  ],
})

function waiting(sign: string, { incident, channel, title, at }: Waiting): string {
  const where = channel ? ` · ${channelMention(channel)}` : ''
  return `${sign} ${line(title, 200)} · ${line(incident, 20)}${where}${at ? ` · ${ago(at)}` : ''}`
}

const written = ({ incident, title, at, url }: Written): string => {
  const words = `${incident} ${title}`
  return `${url ? link(url, words) : line(words, 120)} · ${ago(at)}`
}

function part(title: string, lines: readonly string[], empty?: string): KnownBlock[] {
  if (lines.length === 0 && !empty) return []
  const rest = lines.length - most
  return [
    divider,
    section([`*${title}*`, lines.length === 0 && empty]),
    ...lines.slice(0, most).map((one) => section([one])),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
  ]
}
