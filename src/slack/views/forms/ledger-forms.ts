import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { RemediationRecord } from '../../../domain/remediation.ts'
import { bold, line, plain } from '../../mrkdwn.ts'
import { section } from '../blocks.ts'
import { option } from '../elements.ts'
import { form } from './form.ts'
import { choiceField, dateField, personField, textField } from './inputs.ts'
import type { FormFields } from './read-form.ts'

/** Who puts a kept change back and by when, unless they say otherwise. */
export type Keeping = { owner: string; until: string }

const why = textField('reason', 'Why?', { optional: true, max: 500 })

/** Fields: `owner`, `until` (a day), `reason`. */
export const keepForm = (
  incident: Incident,
  remediation: RemediationRecord,
  { owner, until }: Keeping,
): ModalView =>
  form(
    'change.keep',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Keep a change', submit: 'Keep' },
    [
      section([
        bold(line(remediation.title, 200)),
        'It stays for now. Its owner is reminded on that day, and it goes into every handoff until then.',
      ]),
      personField('owner', 'Who puts it back?', { initial: owner }),
      dateField('until', 'By when?', { initial: until }),
      why,
    ],
  )

/** Field: `reason`. */
export const permanentForm = (incident: Incident, remediation: RemediationRecord): ModalView =>
  form(
    'change.permanent',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Make it permanent', submit: 'Make permanent' },
    [
      section([
        bold(line(remediation.title, 200)),
        'This is how it shall be from now on: Muster no longer counts it as temporary. Remember to write it down where the configuration is kept.',
      ]),
      why,
    ],
  )

/** Fields: `remediation` (an id) and `reason`. */
export const undoForm = (
  incident: Incident,
  changes: readonly RemediationRecord[],
  chosen?: string,
  reason?: string,
): ModalView =>
  form('remediation.undo', { incident: incident.id }, { title: 'Undo a change', submit: 'Show the plan' }, [
    section([
      'Nothing changes yet: the way back is planned first, and approved where the service asks for it.',
    ]),
    ...choiceField('remediation', 'What is to be put back?', changes.map(changeOption), { initial: chosen }),
    textField('reason', 'Why?', { optional: true, max: 500, initial: reason }),
  ])

const changeOption = ({ id, title, plan }: RemediationRecord) => option(title, id, plan.target)

/** Modals hold a hundred blocks; nobody decides on more at once. */
const mostSettled = 40
const settlements = ['revert', 'keep', 'permanent'] as const
export type SettledAs = (typeof settlements)[number]
const isSettledAs = (value: unknown): value is SettledAs => settlements.some((one) => one === value)

/**
 * Fields: `cause`, which may stay empty; for each change that still stands one that `settledIn` reads; `owner` and
 * `until`, for those that are kept.
 */
export const resolveForm = (
  incident: Incident,
  offer: { standing: readonly RemediationRecord[]; keeping: Keeping; cause?: string | undefined },
): ModalView =>
  form('incident.resolve', { incident: incident.id }, { title: 'Resolve', submit: 'Resolve' }, [
    section([`*${incident.id}* · ${line(incident.title, 200)}`]),
    textField('cause', 'What was the cause?', {
      optional: true,
      lines: true,
      max: 1000,
      initial: offer.cause,
      hint: 'As far as it is known. The post-mortem can say more.',
    }),
    ...settling(offer.standing, offer.keeping),
  ])

function settling(standing: readonly RemediationRecord[], { owner, until }: Keeping) {
  if (standing.length === 0) return []
  const rest = standing.length - mostSettled
  return [
    section([
      '*Still changed in production.* What becomes of each?',
      rest > 0 && `${rest} more come after these: resolve again.`,
    ]),
    ...standing
      .slice(0, mostSettled)
      .flatMap((one, nth) =>
        choiceField(`settle.${nth}.${one.id}`.slice(0, 250), plain(one.title, 150), [
          ...(one.plan.irreversible
            ? []
            : [option('Put it back now', 'revert', 'Planned and approved first; then resolve again')]),
          option('Keep it for now', 'keep', 'Its owner below puts it back by that day'),
          option('Make it permanent', 'permanent', 'How it shall be from now on'),
        ]),
      ),
    personField('owner', 'Who puts back what is kept?', { optional: true, initial: owner }),
    dateField('until', 'By when?', { optional: true, initial: until }),
  ]
}

/** What was chosen for each change, by the remediation's id. */
export const settledIn = (fields: FormFields): { remediation: string; as: SettledAs }[] =>
  Object.entries(fields).flatMap(([name, as]) => {
    const remediation = /^settle\.\d+\.(.+)$/s.exec(name)?.[1]
    return remediation && isSettledAs(as) ? [{ remediation, as }] : []
  })
