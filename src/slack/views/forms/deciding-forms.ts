import type { ModalView } from '@slack/types'
import { targetName } from '../../../domain/break-glass.ts'
import type { Incident } from '../../../domain/incident.ts'
import type { RemediationRecord } from '../../../domain/remediation.ts'
import { bold, line } from '../../mrkdwn.ts'
import { section } from '../blocks.ts'
import { changeLines } from '../change-lines.ts'
import { mark } from '../marks.ts'
import { form } from './form.ts'
import { textField } from './inputs.ts'

const about = ({ title, plan }: RemediationRecord) =>
  section([bold(line(title, 200)), title !== plan.says && line(plan.says, 400)])

/** Field: `reason`. */
export const rejectForm = (incident: Incident, remediation: RemediationRecord): ModalView =>
  form(
    'remediation.reject',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Reject', submit: 'Reject' },
    [about(remediation), textField('reason', 'Why not?', { max: 500 })],
  )

/** Field: `text`. */
export const questionForm = (incident: Incident, remediation: RemediationRecord): ModalView =>
  form(
    'remediation.question',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Ask a question', submit: 'Ask' },
    [
      about(remediation),
      textField('text', 'What do you want to know?', {
        lines: true,
        max: 1000,
        hint: 'It goes into the thread of the request, to the one who asked for the change.',
      }),
    ],
  )

/** Fields: `target`, typed as it stands in the plan, and `reason`. The form keeps the hash of the plan it shows. */
export const breakGlassForm = (incident: Incident, remediation: RemediationRecord, hash: string): ModalView =>
  form(
    'remediation.break-glass',
    {
      incident: incident.id,
      remediation: remediation.id,
      hash,
      target: targetName(remediation).slice(0, 300),
    },
    { title: 'Break the glass', submit: 'Change production' },
    [
      section([
        `${mark.glass} *This changes production now, without anybody’s approval.*`,
        'It is announced in the channel, to the announcement channel and to the owners. It stays on the timeline and in the post-mortem, and somebody else reviews it.',
      ]),
      about(remediation),
      ...changeLines(remediation.plan.changes),
      textField('target', `Type the name of what it changes: ${targetName(remediation)}`, { max: 300 }),
      textField('reason', 'Why can it not wait for an approval?', { lines: true, min: 10, max: 500 }),
    ],
  )

/** Field: `says`. */
export const reviewForm = (incident: Incident, remediation: RemediationRecord): ModalView =>
  form(
    'remediation.review',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Review', submit: 'Reviewed' },
    [
      about(remediation),
      section([`It was done without approval: ${line(remediation.brokenGlass?.reason ?? '', 400)}`]),
      textField('says', 'What do you make of it?', {
        lines: true,
        max: 500,
        hint: 'The timeline and the post-mortem show it.',
      }),
    ],
  )

/** Field: `says`. The form keeps which button was pressed. */
export function settleForm(
  incident: Incident,
  remediation: RemediationRecord,
  as: 'applied' | 'not-applied',
): ModalView {
  const made = as === 'applied'
  return form(
    'remediation.settle',
    { incident: incident.id, remediation: remediation.id, as },
    { title: made ? 'It was made' : 'It was not made', submit: 'That is how it is' },
    [
      about(remediation),
      section([
        ...remediation.evidence.slice(0, 2).map((look) => `Look at: ${line(look, 300)}`),
        made
          ? 'Muster then verifies it, as if it had seen the end itself.'
          : 'Muster then counts it as failed with nothing changed, and it can be planned again.',
      ]),
      textField('says', 'What did you see?', { lines: true, max: 500 }),
    ],
  )
}
