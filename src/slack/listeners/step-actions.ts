import { loadIncident } from '../../app/change.ts'
import type { Core } from '../../app/core.ts'
import { lookUp } from '../../app/pictures.ts'
import { questionsOf } from '../../app/questions.ts'
import { requestStep } from '../../app/remediations.ts'
import * as runs from '../../app/runs.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { ActionId, Ref } from '../actions.ts'
import { shown } from '../answers.ts'
import type { Reply, Scene } from '../command.ts'
import { type Action, defineAction } from '../interactive.ts'
import * as forms from '../views/forms/step-forms.ts'
import { proposedText } from '../views/proposed-text.ts'
import { phasePage } from '../views/replies/phase-page.ts'

const gone = refuse('no-step', 'That step is not there any more: look at the newest message')

type At = NonNullable<Awaited<ReturnType<typeof runs.loadStep>>>

/** The buttons of a playbook's steps and phases. */
export const stepActions: readonly Action[] = [
  onStep('step.done', async (_, ref, { core, by }) => shown(await runs.completeStep(core, ref, by))),
  onStep('step.start', async (_, ref, { core, by }) => shown(await runs.followStep(core, ref, by))),
  onStep('step.again', async (at, ref, { core, by }) => {
    const form = fillForm(core, at, ref)
    return form ? ok({ form }) : shown(await runs.runCheck(core, ref, by))
  }),
  onStep('step.fix', async (at, ref, { core, by }) => {
    const form = fillForm(core, at, ref)
    return form ? ok({ form }) : shown(await requestStep(core, ref, by))
  }),
  onStep('step.skip', async ({ step }, ref) => ok({ form: forms.skipForm(ref, step.title) })),
  onStep('step.assign', async ({ step, record }, ref) =>
    ok({ form: forms.assignForm(ref, step.title, record.assignee) }),
  ),
  onStep('step.tell', async ({ step, incident }, ref) =>
    step.kind === 'tell' ? ok({ form: forms.tellForm(ref, step, proposedText(step, incident)) }) : gone,
  ),
  defineAction({
    id: 'step.answer',
    async run(ref, scene) {
      const step = stepRefOf(ref)
      const at = step && (await runs.loadStep(scene.core, step))
      if (!step || at?.step.kind !== 'ask') return gone
      if (ref.answer === undefined) return ok({ form: forms.answerForm(step, at.step) })
      return shown(await runs.answer(scene.core, step, scene.by, ref.answer))
    },
  }),
  onPhase('phase.next', async (ref, { core, by }) => shown(await runs.nextPhase(core, ref, by))),
  onPhase('phase.add-step', async (ref) => ok({ form: forms.addStepForm(ref) })),
  onPhase('phase.branch', async (ref, { core, by }) => {
    if (ref.branch !== undefined) return shown(await runs.chooseBranch(core, ref, by, ref.branch))
    const playbook = await runs.playbookOfRun(core, ref)
    if (!playbook.ok) return playbook
    const phase = playbook.value.phases[ref.phase]
    return phase ? ok({ form: forms.branchForm(ref, phase.ask, phase.branches) }) : gone
  }),
  onPhase('phase.page', async (ref, { core }) => {
    const incident = await loadIncident(core, ref.incident)
    const picture =
      incident && (await lookUp(core, { of: 'phase', incident: incident.id, run: ref.run, phase: ref.phase }))
    return picture?.of === 'phase'
      ? ok({ say: phasePage(picture, ref.page ?? 0), instead: ref.page !== undefined })
      : gone
  }),
]

/** Asks first, where the step has to know something that the playbook cannot. */
function fillForm(core: Core, { incident, run, ...step }: At, ref: runs.StepRef) {
  const questions = questionsOf(core, incident, run, step)
  return questions.length > 0 ? forms.fillForm(ref, step.step, questions) : undefined
}

const stepRefOf = ({ incident, run, step }: Ref): runs.StepRef | undefined =>
  run && step ? { incident, run, step } : undefined

function onStep(
  id: ActionId,
  run: (at: At, ref: runs.StepRef, scene: Scene) => Promise<Result<Reply>>,
): Action {
  return defineAction({
    id,
    async run(ref, scene) {
      const step = stepRefOf(ref)
      const at = step && (await runs.loadStep(scene.core, step))
      return at ? run(at, step, scene) : gone
    },
  })
}

type PhaseRef = Ref & { run: string; phase: number }

function onPhase(id: ActionId, run: (ref: PhaseRef, scene: Scene) => Promise<Result<Reply>>): Action {
  return defineAction({
    id,
    async run(ref, scene) {
      if (!ref.run || ref.phase === undefined) return gone
      return run({ ...ref, run: ref.run, phase: ref.phase }, scene)
    },
  })
}
