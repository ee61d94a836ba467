import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { Offer } from '../../app/ports/chat.ts'
import type { Incident, Status } from '../../domain/incident.ts'
import { encodeRef } from '../actions.ts'
import { line } from '../mrkdwn.ts'
import { actions, context } from './blocks.ts'
import { button, confirm, linkButton, type MenuItem, menu } from './elements.ts'
import { postmortemPage } from './pages.ts'

const working: MenuItem[] = [
  ['incident.note', 'Add a note'],
  ['incident.fix', 'Fix something'],
  ['incident.run', 'Run a playbook'],
  ['incident.sev', 'Change the severity'],
  ['incident.lead', 'Hand over command'],
]
const settled: MenuItem[] = [
  ['incident.note', 'Add a note'],
  ['action-item.add', 'Add an action item'],
  ['incident.lead', 'Hand over command'],
]

/** What moves an incident along from its status: two or three buttons and a menu, so that a phone shows them. */
export function cardButtons(incident: Incident, offer: Offer): KnownBlock[] {
  const ref = encodeRef({ incident: incident.id })
  const timeline = button('incident.timeline', 'Timeline', ref)
  const update = button('incident.update', 'Update', ref)
  const done = incident.status === 'resolved' || incident.status === 'closed'
  const moves: Record<Status, ActionsBlockElement[]> = {
    declared: [button('incident.ack', 'Acknowledge', ref, { style: 'primary' }), update],
    acknowledged: [button('incident.mitigated', 'Mitigated', ref, { style: 'primary' }), update],
    mitigated: [button('incident.resolve', 'Resolve', ref, { style: 'primary' }), update],
    resolved: [
      postmortemButton(incident, offer, ref),
      button('incident.close', 'Close', ref, {
        confirm: confirm('Close the incident?', 'A closed incident is not reopened.', 'Close'),
      }),
      button('incident.reopen', 'Reopen', ref),
    ],
    closed: [postmortemButton(incident, offer, ref)],
  }
  return [
    actions([...moves[incident.status], timeline, menu('incident.menu', done ? settled : working, ref)]),
  ]
}

function postmortemButton(incident: Incident, offer: Offer, ref: string): ActionsBlockElement {
  const page = incident.postmortem && postmortemPage(incident, offer)
  return page ? linkButton('Post-mortem', page) : button('incident.postmortem', 'Post-mortem', ref)
}

/** Playbooks for the severity, while none runs: the best three as buttons, the rest behind the menu. */
export function playbookButtons(incident: Incident, offer: Offer): KnownBlock[] {
  if (offer.playbooks.length === 0 || incident.status === 'resolved' || incident.status === 'closed')
    return []
  const best = offer.playbooks.slice(0, 3)
  const rest = offer.playbooks.length - best.length
  return [
    context(
      `Playbooks for a ${incident.severity.toUpperCase()}${rest > 0 ? `, and ${rest} more under ⋯ Run a playbook` : ''}`,
      ...(best.some(({ title }) => title.length > 26)
        ? best.map(({ title }) => `• ${line(title, 120)}`)
        : []),
    ),
    actions(
      best.map(({ id, title }, nth) =>
        button('incident.run', `Run ${title}`, encodeRef({ incident: incident.id, playbook: id }), { nth }),
      ),
    ),
  ]
}
