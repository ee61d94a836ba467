import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { Service } from '../../../domain/service.ts'
import { severities } from '../../../domain/severity.ts'
import { option } from '../elements.ts'
import { severityMark } from '../marks.ts'
import { form } from './form.ts'
import { choiceField, dateField, personField, textField } from './inputs.ts'

const severityOptions = (service?: Service) =>
  severities.map((one) => option(severityMark(one), one, service?.severities[one]?.definition))

/** Fields: `severity`, `service`, `title`. */
export const declareForm = (offer: {
  services: readonly Pick<Service, 'id' | 'name'>[]
  severity?: string | undefined
  service?: string | undefined
  title?: string | undefined
}): ModalView =>
  form('incident.declare', undefined, { title: 'Declare an incident', submit: 'Declare' }, [
    textField('title', 'What is broken?', {
      initial: offer.title,
      min: 3,
      max: 300,
      placeholder: 'Dynex is down',
    }),
    ...choiceField('severity', 'Severity', severityOptions(), { initial: offer.severity ?? 'p1' }),
    ...choiceField(
      'service',
      'Service',
      offer.services.map(({ id, name }) => option(name, id)),
      { optional: true, initial: offer.service },
    ),
  ])

/** Field: `text`. */
export const updateForm = (incident: Incident): ModalView =>
  form('incident.update', { incident: incident.id }, { title: 'Give an update', submit: 'Post' }, [
    textField('text', 'What should everybody know?', {
      lines: true,
      max: 2000,
      hint: 'Shown on the card and in the announcement channel.',
    }),
  ])

/** Field: `severity`. */
export const severityForm = (incident: Incident, service?: Service): ModalView =>
  form('incident.sev', { incident: incident.id }, { title: 'Change the severity', submit: 'Change' }, [
    ...choiceField('severity', 'Severity', severityOptions(service), { initial: incident.severity }),
  ])

/** Field: `person`. */
export const leadForm = (incident: Incident): ModalView =>
  form('incident.lead', { incident: incident.id }, { title: 'Hand over command', submit: 'Hand over' }, [
    personField('person', 'Who takes command?'),
  ])

/** Field: `text`. */
export const noteForm = (incident: Incident): ModalView =>
  form('incident.note', { incident: incident.id }, { title: 'Add a note', submit: 'Add' }, [
    textField('text', 'What belongs on the timeline?', { lines: true }),
  ])

/** Fields: `text`, `assignee`, `due` (a date). */
export const actionItemForm = (incident: Incident): ModalView =>
  form('action-item.add', { incident: incident.id }, { title: 'Add an action item', submit: 'Add' }, [
    textField('text', 'What is to be done?', { max: 500 }),
    personField('assignee', 'Who does it?', { optional: true }),
    dateField('due', 'By when?', { optional: true }),
  ])
