import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { Service } from '../../../domain/service.ts'
import { context, section } from '../blocks.ts'
import { option } from '../elements.ts'
import { isOfUse, takes, takesLines } from './fix-words.ts'
import { form } from './form.ts'
import { choiceField, textField } from './inputs.ts'
import { targetField } from './target-field.ts'

export { runForm } from './run-form.ts'

/**
 * Fields: `remediation` (its name), `target` (a name out of service.yml), `details` (words and `key=value`),
 * `reason`. What each remediation takes stands beside its name and once more below.
 */
export const fixForm = (
  incident: Incident,
  catalogue: readonly { name: string; summary: string }[],
  service?: Service,
): ModalView => {
  const remediations = catalogue.filter(({ name }) => isOfUse(name, service))
  return form(
    'incident.fix',
    { incident: incident.id },
    { title: 'Fix something', submit: 'Show the plan' },
    [
      section(['Nothing changes yet: the plan is shown first, and approved where the service asks for it.']),
      ...choiceField(
        'remediation',
        'What is to be done?',
        remediations.map(({ name, summary }) =>
          option(summary, name, [name, takes(name)].filter(Boolean).join(': ')),
        ),
      ),
      ...targetField(service),
      textField('details', 'Details', {
        optional: true,
        lines: true,
        max: 1000,
        hint: 'What it takes besides, as replicas=6 or KEY="some words". See below.',
      }),
      textField('reason', 'Why?', { optional: true, max: 500, hint: 'Shown to those who approve.' }),
      context(...takesLines(remediations, service)),
    ],
  )
}
