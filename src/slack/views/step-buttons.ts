import type { ActionsBlockElement, SectionBlock } from '@slack/types'
import type { Incident, Run } from '../../domain/incident.ts'
import { stillAsked } from '../../domain/needs.ts'
import { type RunStep, settled } from '../../domain/run.ts'
import { encodeRef } from '../actions.ts'
import { button, type MenuItem, menu } from './elements.ts'
import { remediationOf, undoneSince } from './step-line.ts'

const mostAnswers = 4

const stepRef = (incident: Incident, run: Run, step: RunStep): string =>
  encodeRef({ incident: incident.id, run: run.id, step: step.id })

/** The one press that does the step; `undefined` while a machine or an approver has it. */
export function stepPress(incident: Incident, step: RunStep): MenuItem | undefined {
  switch (step.step.kind) {
    case 'do':
      return step.step.playbook === undefined ? ['step.done', 'Done'] : ['step.start', 'Start the playbook']
    case 'check':
      return step.record.status === 'running' ? undefined : ['step.again', `Run the check${more(step)}`]
    case 'fix':
      return fix(incident, step)
    case 'tell':
      return ['step.tell', step.step.audience === 'status-page' ? 'Update status page' : 'Tell stakeholders']
    case 'ask':
      return ['step.answer', 'Answer']
  }
}

function fix(incident: Incident, step: RunStep): MenuItem | undefined {
  const state = remediationOf(incident, step)?.state
  if (state && ['planned', 'approved', 'running', 'applied', 'verified'].includes(state)) return undefined
  return ['step.fix', `${state ? 'Plan again' : 'Show what would change'}${more(step)}`]
}

/** A form comes first. */
const more = ({ step }: RunStep): string => (stillAsked(step).length > 0 ? '…' : '')

/** A row for a step that is next: what does it, then the rest behind the menu. */
export function stepRow(incident: Incident, run: Run, step: RunStep, first: boolean): ActionsBlockElement[] {
  const ref = stepRef(incident, run, step)
  const act = stepPress(incident, step)
  const look = first ? { style: 'primary' as const } : {}
  return [
    ...(step.step.kind === 'ask' && step.step.options.length <= mostAnswers
      ? answers(incident, run, step, step.step.options)
      : act
        ? [button(act[0], act[1], ref, look)]
        : []),
    menu('step.menu', rest(step, act), ref),
  ]
}

const answers = (incident: Incident, run: Run, step: RunStep, options: string[]): ActionsBlockElement[] =>
  options.map((words, nth) =>
    button(
      'step.answer',
      words,
      encodeRef({ incident: incident.id, run: run.id, step: step.id, answer: nth }),
      {
        nth,
      },
    ),
  )

/** Beside a line: the menu for a step further down, or another go for a check that failed. */
export function stepAccessory(incident: Incident, run: Run, step: RunStep): SectionBlock['accessory'] {
  const ref = stepRef(incident, run, step)
  if (undoneSince(incident, step)) return button('step.fix', 'Plan again', ref)
  if (settled(step))
    return step.record.status === 'failed' ? button('step.again', 'Run again', ref) : undefined
  const act = stepPress(incident, step)
  return menu('step.menu', act ? [act, ...rest(step, act)] : rest(step, act), ref)
}

function rest(step: RunStep, act: MenuItem | undefined): MenuItem[] {
  const byHand: MenuItem[] =
    !act || act[0] === 'step.done' || step.step.kind === 'ask' ? [] : [['step.done', 'Done by hand']]
  return [...byHand, ['step.skip', 'Skip, with a reason'], ['step.assign', 'Assign']]
}
