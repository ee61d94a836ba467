import type { ModalView } from '@slack/types'
import type { Question } from '../../../domain/needs.ts'
import type { Branch, Step } from '../../../domain/playbook.ts'
import type { Ref } from '../../actions.ts'
import { bold, line } from '../../mrkdwn.ts'
import { context, section } from '../blocks.ts'
import { option } from '../elements.ts'
import { form } from './form.ts'
import { choiceField, personField, textField } from './inputs.ts'

const about = (title: string) => section([bold(line(title, 300))])

/** Field: `reason`. */
export const skipForm = (ref: Ref, title: string): ModalView =>
  form('step.skip', ref, { title: 'Skip a step', submit: 'Skip' }, [
    about(title),
    textField('reason', 'Why is it skipped?', { max: 500, hint: 'The post-mortem shows it.' }),
  ])

/** Field: `person`. */
export const assignForm = (ref: Ref, title: string, assignee?: string): ModalView =>
  form('step.assign', ref, { title: 'Assign a step', submit: 'Assign' }, [
    about(title),
    personField('person', 'Who does it?', { initial: assignee }),
  ])

/** Field: `title`. */
export const addStepForm = (ref: Ref): ModalView =>
  form('phase.add-step', ref, { title: 'Add a step', submit: 'Add' }, [
    textField('title', 'What is to be done?', { max: 300 }),
  ])

/** Field: `branch`, its index. */
export const branchForm = (ref: Ref, question: string | undefined, branches: readonly Branch[]): ModalView =>
  form('phase.branch', ref, { title: 'Choose a branch', submit: 'Choose' }, [
    ...choiceField(
      'branch',
      question ?? 'Which branch fits?',
      branches.map(({ when }, index) => option(when, String(index))),
    ),
  ])

/** Field: `answer`, the index of the option. */
export const answerForm = (ref: Ref, step: Extract<Step, { kind: 'ask' }>): ModalView =>
  form('step.answer', ref, { title: 'Answer', submit: 'Answer' }, [
    ...choiceField(
      'answer',
      step.title,
      step.options.map((words, index) => option(words, String(index))),
    ),
  ])

/** A field for each question, by the name of the input. */
export const fillForm = (ref: Ref, step: Step, questions: readonly Question[]): ModalView =>
  form(
    'step.fill',
    ref,
    step.kind === 'fix'
      ? { title: 'Plan a remediation', submit: 'Show the plan' }
      : { title: 'Run a check', submit: 'Run the check' },
    [
      about(step.title),
      ...questions.flatMap(({ name, asks, kind, options, hint, initial }) =>
        kind === 'choice'
          ? choiceField(
              name,
              asks,
              options.map((one) => option(one, one)),
              { initial },
            )
          : [textField(name, asks, { max: 300, initial, ...(hint && { hint: `It takes ${hint}.` }) })],
      ),
      ...(step.kind === 'fix' ? [context('Nothing changes yet: the plan is shown first.')] : []),
    ],
  )

/** Field: `text`, proposed by the playbook; a human reads it before it goes out. */
export const tellForm = (ref: Ref, step: Extract<Step, { kind: 'tell' }>, proposed: string): ModalView =>
  form(
    'step.tell',
    ref,
    step.audience === 'status-page'
      ? { title: 'Update status page', submit: 'It is posted' }
      : { title: 'Tell stakeholders', submit: 'Send' },
    [
      about(step.title),
      textField('text', 'What do they read?', {
        lines: true,
        max: 2000,
        initial: proposed,
        ...(step.audience === 'status-page' && {
          hint: 'Muster does not reach your status page: post this there, then say so here.',
        }),
      }),
    ],
  )
