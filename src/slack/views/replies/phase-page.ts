import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { Picture } from '../../../app/ports/chat.ts'
import { runSteps } from '../../../domain/run.ts'
import { encodeRef } from '../../actions.ts'
import { line } from '../../mrkdwn.ts'
import { actions, context, section } from '../blocks.ts'
import { button } from '../elements.ts'
import { type Message, message } from '../message.ts'
import { pageSize } from '../phase-window.ts'
import { stepAccessory } from '../step-buttons.ts'
import { stepLine } from '../step-line.ts'

/** All steps of a long phase, a page at a time, for one person; every open step with its menu. */
export function phasePage(
  { incident, run, playbook, phase: index }: Extract<Picture, { of: 'phase' }>,
  wanted: number,
): Message {
  const steps = runSteps(run, playbook, index)
  const pages = Math.max(1, Math.ceil(steps.length / pageSize))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  const shown = steps.slice(page * pageSize, (page + 1) * pageSize)
  const title = `Steps of ${line(playbook.phases[index]?.name ?? run.title, 120)}`
  const live = !run.endedAt && incident.status !== 'closed'
  const to = (label: string, other: number, nth: number): ActionsBlockElement =>
    button(
      'phase.page',
      label,
      encodeRef({ incident: incident.id, run: run.id, phase: index, page: other }),
      { nth },
    )
  const turns = [
    ...(page > 0 ? [to('Back', page - 1, 0)] : []),
    ...(page + 1 < pages ? [to('On', page + 1, 1)] : []),
  ]
  const blocks: KnownBlock[] = [
    section([`*${title}*`]),
    ...shown.map((step) =>
      section([stepLine(incident, step)], live ? stepAccessory(incident, run, step) : undefined),
    ),
    context(`Page ${page + 1} of ${pages} · ${steps.length} steps`),
    ...(turns.length > 0 ? [actions(turns)] : []),
  ]
  return message(title, blocks)
}
