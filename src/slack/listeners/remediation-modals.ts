import { z } from 'zod'
import * as deciding from '../../app/deciding.ts'
import { refuse } from '../../domain/result.ts'
import { doneSaying, shown } from '../answers.ts'
import type { AnyModal } from '../interactive.ts'
import { remediationModal } from './on-remediation.ts'

const words = (missing: string) => z.string(missing).trim().min(1, missing)
const older = refuse('older-form', 'This form is from an older Muster: open it again')

/** The forms about one remediation; who may send them is settled by the use case. */
export const remediationModals: readonly AnyModal[] = [
  remediationModal(
    'remediation.reject',
    z.object({ reason: words('Say why') }),
    async ({ reason }, { incident, remediation }, { core, by }) =>
      shown(await deciding.rejectRemediation(core, incident, by, { remediation, reason })),
  ),
  remediationModal(
    'remediation.question',
    z.object({ text: words('Write your question') }),
    async ({ text }, { incident, remediation }, { core, by }) =>
      doneSaying(
        await deciding.questionRemediation(core, incident, by, { remediation, text }),
        'Your question is in the thread of the request.',
      ),
  ),
  remediationModal(
    'remediation.break-glass',
    z.object({
      target: words('Type the name'),
      reason: words('Say why').min(10, 'Say in a few words why it cannot wait'),
    }),
    async ({ target, reason }, { incident, remediation, hash }, { core, by }) =>
      hash
        ? shown(await deciding.breakGlass(core, incident, by, { remediation, hash, target, reason }))
        : older,
    // A slip of the finger shall not cost the reason; whether it is right is settled by the use case.
    ({ target }, { target: asked }) =>
      asked && asked !== target ? { target: `Type ${asked}, as the plan names it` } : undefined,
  ),
  remediationModal(
    'remediation.review',
    z.object({ says: words('Say what you make of it') }),
    async ({ says }, { incident, remediation }, { core, by }) =>
      doneSaying(
        await deciding.reviewBrokenGlass(core, incident, by, { remediation, says }),
        'Your review is on the timeline.',
      ),
  ),
  remediationModal(
    'remediation.settle',
    z.object({ says: words('Say what you saw') }),
    async ({ says }, { incident, remediation, as }, { core, by }) =>
      as === 'applied' || as === 'not-applied'
        ? shown(await deciding.settleUnknown(core, incident, by, { remediation, as, says }))
        : older,
  ),
]
