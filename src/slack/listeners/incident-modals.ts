import { z } from 'zod'
import * as incidents from '../../app/incidents.ts'
import { startRun } from '../../app/runs.ts'
import { requestTyped } from '../../app/typed-remediation.ts'
import { severities } from '../../domain/severity.ts'
import { doneSaying, shown } from '../answers.ts'
import { type AnyModal, defineIncidentModal, defineModal } from '../interactive.ts'
import { detailWords } from '../usage.ts'
import { resolveModal } from './resolve-modal.ts'

const text = z.string('Write something').trim().min(1, 'Write something')
const person = z.string('Choose a person')

/** The forms about a whole incident; each does what its command does. */
export const incidentModals: readonly AnyModal[] = [
  defineModal({
    id: 'incident.declare',
    fields: z.object({
      title: z.string('Say what is broken').trim().min(3, 'Say it in three letters or more'),
      severity: z.enum(severities, 'Choose how bad it is'),
      service: z.string().optional(),
    }),
    async run({ title, severity, service }, _, { core, by, channel }) {
      const opened = await incidents.declare(
        core,
        {
          title,
          severity,
          ...(service && { service }),
          greet: { person: by.actor, ...(channel && { channel }) },
        },
        by,
      )
      return shown(opened)
    },
  }),
  defineIncidentModal('incident.update', z.object({ text }), async (fields, { incident }, { core, by }) =>
    shown(await incidents.update(core, incident, by, fields.text)),
  ),
  defineIncidentModal(
    'incident.sev',
    z.object({ severity: z.enum(severities) }),
    async (fields, { incident }, { core, by }) =>
      shown(await incidents.changeSeverity(core, incident, by, fields.severity)),
  ),
  defineIncidentModal('incident.lead', z.object({ person }), async (fields, { incident }, { core, by }) =>
    shown(await incidents.handCommand(core, incident, by, fields.person)),
  ),
  defineIncidentModal('incident.note', z.object({ text }), async (fields, { incident }, { core, by }) =>
    doneSaying(await incidents.note(core, incident, by, fields.text), 'It is on the timeline.'),
  ),
  resolveModal,
  defineIncidentModal(
    'incident.run',
    z.object({ playbook: z.string('Choose a playbook') }),
    async (fields, { incident }, { core, by }) => shown(await startRun(core, incident, fields.playbook, by)),
  ),
  defineIncidentModal(
    'incident.fix',
    z.object({
      remediation: z.string('Choose a remediation'),
      target: z.string('Choose a target'),
      details: z.string().default(''),
      reason: z.string().optional(),
    }),
    async ({ remediation, target, details, reason }, { incident }, { core, by }) =>
      shown(
        await requestTyped(core, incident, by, {
          name: remediation,
          words: [target, ...detailWords(details)],
          ...(reason && { reason }),
        }),
      ),
  ),
  defineIncidentModal(
    'action-item.add',
    z.object({ text, assignee: z.string().optional(), due: z.string().optional() }),
    async ({ assignee, due, ...fields }, { incident }, { core, by }) =>
      doneSaying(
        await incidents.addActionItem(core, incident, by, {
          ...fields,
          ...(assignee && { assignee }),
          ...(due && { due }),
        }),
        'The action item is in the post-mortem.',
      ),
  ),
]
