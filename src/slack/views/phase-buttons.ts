import type { ActionsBlockElement } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import { phaseSettled, type RunStep, settled } from '../../domain/run.ts'
import { encodeRef } from '../actions.ts'
import { button, confirm } from './elements.ts'
import { pageSize, windowSize } from './phase-window.ts'

/** What moves the phase as a whole. */
export function phaseButtons(
  { incident, run, playbook, phase }: Extract<Picture, { of: 'phase' }>,
  steps: readonly RunStep[],
): ActionsBlockElement[] {
  const at = { incident: incident.id, run: run.id, phase }
  const last = phase + 1 >= playbook.phases.length
  const open = steps.filter((one) => !settled(one))
  const ready = phaseSettled(run, playbook, phase)
  const ask = confirm(
    last ? 'Finish the playbook?' : 'Go to the next phase?',
    open.length > 0
      ? `Still open here: ${open.length}. The record keeps them as open.`
      : 'The question of this phase has no answer yet.',
    last ? 'Finish' : 'Next phase',
  )
  const first = steps.findIndex((one) => !settled(one))
  return [
    button(
      'phase.next',
      last ? 'Finish playbook' : 'Next phase',
      encodeRef(at),
      ready ? { style: 'primary' } : { confirm: ask },
    ),
    button('phase.add-step', 'Add a step', encodeRef(at)),
    ...(steps.length > windowSize
      ? [
          button(
            'phase.page',
            `All ${steps.length} steps`,
            encodeRef({ ...at, page: Math.floor(Math.max(0, first) / pageSize) }),
          ),
        ]
      : []),
  ]
}
