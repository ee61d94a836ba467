import { loadIncident } from '../../app/change.ts'
import * as incidents from '../../app/incidents.ts'
import { runnable } from '../../app/offer.ts'
import { startRun } from '../../app/runs.ts'
import type { Incident } from '../../domain/incident.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { ActionId } from '../actions.ts'
import { shown } from '../answers.ts'
import type { Reply, Scene } from '../command.ts'
import { type Action, defineAction } from '../interactive.ts'
import { postmortemReply } from '../postmortem-reply.ts'
import { resolving } from '../resolving.ts'
import { timelineReply } from '../timeline-reply.ts'
import * as forms from '../views/forms/incident-forms.ts'
import { fixForm, runForm } from '../views/forms/remediation-forms.ts'

/** The card's buttons. Those that need words open the form that `/incident …` without words opens. */
export const incidentActions: readonly Action[] = [
  onIncident('incident.ack', async ({ id }, { core, by }) =>
    shown(await incidents.acknowledge(core, id, by)),
  ),
  onIncident('incident.mitigated', async ({ id }, { core, by }) =>
    shown(await incidents.mitigate(core, id, by)),
  ),
  onIncident('incident.reopen', async ({ id }, { core, by }) => shown(await incidents.reopen(core, id, by))),
  onIncident('incident.close', async ({ id }, { core, by }) => shown(await incidents.close(core, id, by))),
  onIncident('incident.update', async (incident) => ok({ form: forms.updateForm(incident) })),
  onIncident('incident.sev', async (incident, { core }) =>
    ok({ form: forms.severityForm(incident, serviceOf(core, incident)) }),
  ),
  onIncident('incident.lead', async (incident) => ok({ form: forms.leadForm(incident) })),
  onIncident('incident.note', async (incident) => ok({ form: forms.noteForm(incident) })),
  onIncident('incident.resolve', async (incident, { core, by }) => resolving(core, by, incident)),
  onIncident('incident.fix', async (incident, { core }) =>
    ok({ form: fixForm(incident, core.remediations, serviceOf(core, incident)) }),
  ),
  onIncident('action-item.add', async (incident) => ok({ form: forms.actionItemForm(incident) })),
  onIncident('incident.postmortem', async (incident, { core }) => postmortemReply(core, incident)),
  defineAction({
    id: 'action-item.done',
    run: async ({ incident, item = '' }, { core, by }) =>
      shown(await incidents.changeActionItem(core, incident, by, item, { done: true })),
  }),
  defineAction({
    id: 'incident.run',
    async run(ref, { core, by }) {
      if (ref.playbook) return shown(await startRun(core, ref.incident, ref.playbook, by))
      const incident = await loadIncident(core, ref.incident)
      if (!incident) return refuse('no-incident', `There is no ${ref.incident}`)
      return ok({ form: runForm(incident, runnable(core, incident)) })
    },
  }),
  defineAction({
    id: 'incident.timeline',
    async run(ref, { core }) {
      const incident = await loadIncident(core, ref.incident)
      if (!incident) return refuse('no-incident', `There is no ${ref.incident}`)
      return ok({ say: await timelineReply(core, incident, ref.page ?? 0), instead: ref.page !== undefined })
    },
  }),
]

function onIncident(id: ActionId, run: (incident: Incident, scene: Scene) => Promise<Result<Reply>>): Action {
  return defineAction({
    id,
    async run(ref, scene) {
      const incident = await loadIncident(scene.core, ref.incident)
      return incident ? run(incident, scene) : refuse('no-incident', `There is no ${ref.incident}`)
    },
  })
}

const serviceOf = (core: Scene['core'], { service }: Incident) =>
  service ? core.library.service(service) : undefined
