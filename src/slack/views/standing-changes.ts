import type { KnownBlock } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { leftovers, undoable } from '../../domain/ledger.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { encodeRef } from '../actions.ts'
import { ago, byWhen, line, person } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { button } from './elements.ts'
import { mark } from './marks.ts'

const most = 4

/** What is changed in production for now: what, since when, who; `pressable`: each with a button that undoes it. */
export function standingChanges(incident: Incident, pressable: boolean): KnownBlock[] {
  const all = leftovers(incident)
  if (all.length === 0) return []
  const shown = all.slice(-most)
  const rest = all.length - shown.length
  const more = rest > 0 && `${mark.open} and ${rest} more: \`/incident undo\` lists them`
  if (!pressable) return [section(['*Standing changes*', ...shown.map(changeLine), more])]
  return [
    section(['*Standing changes*', more]),
    ...shown.map((one) => section([changeLine(one)], undoButton(incident, one))),
  ]
}

function changeLine(one: RemediationRecord): string {
  const { standing, requestedBy, title } = one
  const who =
    standing?.state === 'kept'
      ? `kept by ${person(standing.owner ?? requestedBy)}${standing.until ? ` until ${byWhen(standing.until)}` : ''}`
      : `${standing ? `${ago(standing.at)}, ` : ''}${person(requestedBy)}`
  return `${one.state === 'verified' ? mark.passed : mark.warning} ${line(title, 120)} · ${who}`
}

const undoButton = (incident: Incident, one: RemediationRecord) =>
  undoable(one)
    ? button('remediation.undo', 'Undo', encodeRef({ incident: incident.id, remediation: one.id }))
    : undefined
