import type { ModalView, PlainTextOption } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { RemediationRecord } from '../../../domain/remediation.ts'
import type { Service } from '../../../domain/service.ts'
import { line } from '../../mrkdwn.ts'
import { section } from '../blocks.ts'
import { option } from '../elements.ts'
import { form } from './form.ts'
import { choiceField, textField } from './inputs.ts'

/** Field: `reason`. */
export const rejectForm = (incident: Incident, remediation: RemediationRecord): ModalView =>
  form(
    'remediation.reject',
    { incident: incident.id, remediation: remediation.id },
    { title: 'Reject', submit: 'Reject' },
    [
      section([`*${line(remediation.title, 200)}*`, line(remediation.plan.says, 400)]),
      textField('reason', 'Why not?', { max: 500 }),
    ],
  )

/** Field: `playbook`, its id. Tells instead of asking where there is none. */
export function runForm(incident: Incident, playbooks: readonly { id: string; title: string }[]): ModalView {
  const choice = choiceField(
    'playbook',
    'Which playbook?',
    playbooks.map(({ id, title }) => option(title, id, id)),
  )
  const ref = { incident: incident.id }
  if (choice.length === 0)
    return form('incident.run', ref, { title: 'Run a playbook' }, [
      section(['There is no playbook for this service yet.']),
    ])
  return form('incident.run', ref, { title: 'Run a playbook', submit: 'Run' }, choice)
}

/** Fields: `remediation` (its name), `target` (a name out of service.yml), `details` (`key=value` lines). */
export const fixForm = (
  incident: Incident,
  remediations: readonly { name: string; summary: string }[],
  service?: Service,
): ModalView =>
  form('incident.fix', { incident: incident.id }, { title: 'Fix something', submit: 'Show the plan' }, [
    section(['Nothing changes yet: the plan is shown first, and approved where the service asks for it.']),
    ...choiceField(
      'remediation',
      'What is to be done?',
      remediations.map(({ name, summary }) => option(summary, name, name)),
    ),
    ...targetField(service),
    textField('details', 'Details', {
      optional: true,
      lines: true,
      max: 1000,
      hint: 'One a line, as replicas=6 or revision=7 or QUANTUM_FALLBACK_ENABLED=true.',
    }),
  ])

function targetField(service: Service | undefined) {
  const named = choiceField('target', 'On what?', targets(service))
  return named.length > 0 ? named : [textField('target', 'On what?', { max: 200 })]
}

function targets(service: Service | undefined): PlainTextOption[] {
  if (!service) return []
  const { deployments, configmaps, caches } = service.targets
  return [
    ...deployments.map((name) => option(name, name, 'Deployment')),
    ...configmaps.map((name) => option(name, name, 'ConfigMap')),
    ...caches.map(({ name }) => option(name, name, 'Cache')),
  ]
}
