import { z } from 'zod'
import { questionsOf, readAnswers } from '../../app/questions.ts'
import { requestStep } from '../../app/remediations.ts'
import * as runs from '../../app/runs.ts'
import { tell } from '../../app/telling.ts'
import { type Result, refuse } from '../../domain/result.ts'
import type { Ref } from '../actions.ts'
import { shown } from '../answers.ts'
import { type AnyModal, defineIncidentModal } from '../interactive.ts'

const gone = refuse('no-step', 'That step is not there any more: look at the newest message')

/** The forms about one step or phase of a run. */
export const stepModals: readonly AnyModal[] = [
  defineIncidentModal(
    'step.skip',
    z.object({ reason: z.string('Say why').trim().min(1, 'Say why') }),
    async ({ reason }, ref, { core, by }) =>
      onStep(ref, async (step) => shown(await runs.skipStep(core, step, by, reason))),
  ),
  defineIncidentModal(
    'step.assign',
    z.object({ person: z.string('Choose a person') }),
    async ({ person }, ref, { core, by }) =>
      onStep(ref, async (step) => shown(await runs.assignStep(core, step, by, person))),
  ),
  defineIncidentModal(
    'step.answer',
    z.object({ answer: z.coerce.number('Choose an answer') }),
    async ({ answer }, ref, { core, by }) =>
      onStep(ref, async (step) => shown(await runs.answer(core, step, by, answer))),
  ),
  defineIncidentModal(
    'step.tell',
    z.object({ text: z.string('Write what they read').trim().min(1, 'Write what they read') }),
    async ({ text }, ref, { core, by }) =>
      onStep(ref, async (step) => shown(await tell(core, step, by, text))),
  ),
  defineIncidentModal('step.fill', z.record(z.string(), z.string()), async (answers, ref, { core, by }) =>
    onStep(ref, async (step) => {
      const at = await runs.loadStep(core, step)
      if (!at) return gone
      const given = readAnswers(questionsOf(core, at.incident, at.run, at), answers)
      if (!given.ok) return given
      return at.step.kind === 'check'
        ? shown(await runs.runCheck(core, step, by, given.value))
        : shown(await requestStep(core, step, by, given.value))
    }),
  ),
  defineIncidentModal(
    'phase.add-step',
    z.object({ title: z.string('Say what is to be done').trim().min(1, 'Say what is to be done') }),
    async ({ title }, { incident, run, phase }, { core, by }) =>
      run && phase !== undefined
        ? shown(await runs.addStep(core, { incident, run, phase }, by, title))
        : gone,
  ),
  defineIncidentModal(
    'phase.branch',
    z.object({ branch: z.coerce.number('Choose a branch') }),
    async ({ branch }, { incident, run, phase }, { core, by }) =>
      run && phase !== undefined
        ? shown(await runs.chooseBranch(core, { incident, run, phase }, by, branch))
        : gone,
  ),
]

async function onStep<T>(
  { incident, run, step }: Ref,
  work: (ref: runs.StepRef) => Promise<Result<T>>,
): Promise<Result<T>> {
  return run && step ? work({ incident, run, step }) : gone
}
