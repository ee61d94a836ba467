import type { KnownBlock } from '@slack/types'
import type { Incident, Run } from '../../domain/incident.ts'
import type { Phase } from '../../domain/playbook.ts'
import { waitsForBranch } from '../../domain/run.ts'
import { encodeRef } from '../actions.ts'
import { line } from '../mrkdwn.ts'
import { actions, section } from './blocks.ts'
import { button } from './elements.ts'

/** More than these are chosen in a form. */
const mostButtons = 5

/** The question of a phase with branches, or the answer that was given. */
export function branchBlocks(
  incident: Incident,
  run: Run,
  phase: Phase,
  index: number,
  live: boolean,
): KnownBlock[] {
  if (phase.branches.length === 0) return []
  const question = line(phase.ask ?? 'Which branch fits?', 150)
  const record = run.phases[index]
  if (!waitsForBranch(phase, record)) {
    const chosen = phase.branches[record?.branch ?? 0]
    return [section([`${question} *${line(chosen?.when ?? '', 150)}*`])]
  }
  if (!live) return [section([`${question} Not answered.`])]
  const at = { incident: incident.id, run: run.id, phase: index }
  if (phase.branches.length > mostButtons)
    return [
      section([`*${question}*`, `${phase.branches.length} branches`]),
      actions([button('phase.branch', 'Choose', encodeRef(at), { style: 'primary' })]),
    ]
  const long = phase.branches.some(({ when }) => when.length > 30)
  return [
    section([`*${question}*`, ...(long ? phase.branches.map(({ when }) => `• ${line(when, 150)}`) : [])]),
    actions(
      phase.branches.map(({ when }, nth) =>
        button('phase.branch', when, encodeRef({ ...at, branch: nth }), { nth }),
      ),
    ),
  ]
}
