import { approveRemediation, refusesGlass } from '../../app/deciding.ts'
import { planAgain } from '../../app/ledger.ts'
import { ok, refuse } from '../../domain/result.ts'
import { shown, shownInRoom } from '../answers.ts'
import type { Action } from '../interactive.ts'
import * as forms from '../views/forms/deciding-forms.ts'
import { onRemediation } from './on-remediation.ts'

const older = refuse('older', 'This button is from an older message: look at the newest one')

/** Deciding on a plan, and on what nobody saw the end of. A decision is about the plan that was shown. */
export const remediationActions: readonly Action[] = [
  onRemediation('remediation.approve', async ({ remediation: { id } }, { core, by }, { incident, hash }) =>
    hash ? shown(await approveRemediation(core, incident, by, { remediation: id, hash })) : older,
  ),
  onRemediation('remediation.break-glass', async ({ incident, remediation }, { core, by }, { hash }) => {
    if (!hash) return older
    const refused = refusesGlass(core, incident, by.actor)
    return refused ?? ok({ form: forms.breakGlassForm(incident, remediation, hash) })
  }),
  onRemediation('remediation.reject', async ({ incident, remediation }) =>
    ok({ form: forms.rejectForm(incident, remediation) }),
  ),
  onRemediation('remediation.question', async ({ incident, remediation }) =>
    ok({ form: forms.questionForm(incident, remediation) }),
  ),
  onRemediation('remediation.review', async ({ incident, remediation }) =>
    ok({ form: forms.reviewForm(incident, remediation) }),
  ),
  onRemediation('remediation.settle', async ({ incident, remediation }, _, { as }) =>
    as === 'applied' || as === 'not-applied'
      ? ok({ form: forms.settleForm(incident, remediation, as) })
      : older,
  ),
  onRemediation('remediation.replan', async ({ incident, remediation }, { core, by, channel }) =>
    shownInRoom(await planAgain(core, incident.id, by, remediation.id), channel),
  ),
]
