import { z } from 'zod'
import { loadIncident } from '../../app/change.ts'
import { approveRemediation, rejectRemediation, replan } from '../../app/remediations.ts'
import { ok, refuse } from '../../domain/result.ts'
import type { Ref } from '../actions.ts'
import { shown } from '../answers.ts'
import type { Scene } from '../command.ts'
import { type Action, type AnyModal, defineAction, defineIncidentModal } from '../interactive.ts'
import { rejectForm } from '../views/forms/remediation-forms.ts'

const gone = refuse('no-remediation', 'That remediation is not part of this incident')

/** Deciding on a plan. Who may is settled by the use case, from who pressed. */
export const remediationActions: readonly Action[] = [
  defineAction({
    id: 'remediation.approve',
    async run(ref, scene) {
      const found = await find(ref, scene)
      if (!found) return gone
      const { id, hash } = found.remediation
      return shown(await approveRemediation(scene.core, ref.incident, scene.by, { remediation: id, hash }))
    },
  }),
  defineAction({
    id: 'remediation.reject',
    async run(ref, scene) {
      const found = await find(ref, scene)
      return found ? ok({ form: rejectForm(found.incident, found.remediation) }) : gone
    },
  }),
  defineAction({
    id: 'remediation.replan',
    run: async ({ incident, remediation }, { core, by }) =>
      remediation ? shown(await replan(core, incident, by, remediation)) : gone,
  }),
]

export const remediationModals: readonly AnyModal[] = [
  defineIncidentModal(
    'remediation.reject',
    z.object({ reason: z.string('Say why').trim().min(1, 'Say why') }),
    async ({ reason }, { incident, remediation }, { core, by }) =>
      remediation ? shown(await rejectRemediation(core, incident, by, { remediation, reason })) : gone,
  ),
]

async function find(ref: Ref, { core }: Scene) {
  const incident = await loadIncident(core, ref.incident)
  const remediation = incident?.remediations.find(({ id }) => id === ref.remediation)
  return incident && remediation && { incident, remediation }
}
