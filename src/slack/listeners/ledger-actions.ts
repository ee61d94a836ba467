import { z } from 'zod'
import { keepChange, makePermanent, undo } from '../../app/ledger.ts'
import { ok } from '../../domain/result.ts'
import { doneSaying, shownInRoom } from '../answers.ts'
import { type Action, type AnyModal, defineIncidentModal } from '../interactive.ts'
import { keepingOf } from '../keeping.ts'
import { keepForm, permanentForm } from '../views/forms/ledger-forms.ts'
import { onRemediation, remediationModal } from './on-remediation.ts'

/** What becomes of a change that stands: put back, kept for now, or permanent. */
export const ledgerActions: readonly Action[] = [
  onRemediation('remediation.undo', async ({ incident, remediation }, { core, by, channel }) =>
    shownInRoom(await undo(core, incident.id, by, { remediation: remediation.id }), channel),
  ),
  onRemediation('change.keep', async ({ incident, remediation }, { core, by }) =>
    ok({ form: keepForm(incident, remediation, keepingOf(core, by)) }),
  ),
  onRemediation('change.permanent', async ({ incident, remediation }) =>
    ok({ form: permanentForm(incident, remediation) }),
  ),
]

const reason = z.string().optional()
const because = (words: string | undefined) => (words ? { reason: words } : {})

export const ledgerModals: readonly AnyModal[] = [
  defineIncidentModal(
    'remediation.undo',
    z.object({ remediation: z.string('Choose a change'), reason }),
    async ({ remediation, reason: why }, { incident }, { core, by, channel }) =>
      shownInRoom(await undo(core, incident, by, { remediation, ...because(why) }), channel),
  ),
  remediationModal(
    'change.keep',
    z.object({ owner: z.string('Choose who puts it back'), until: z.string('Choose a day'), reason }),
    async ({ owner, until, reason: why }, { incident, remediation }, { core, by }) =>
      doneSaying(
        await keepChange(core, incident, by, { remediation, owner, until, ...because(why) }),
        `It stays until ${until}; <@${owner}> is reminded then.`,
      ),
  ),
  remediationModal(
    'change.permanent',
    z.object({ reason }),
    async ({ reason: why }, { incident, remediation }, { core, by }) =>
      doneSaying(
        await makePermanent(core, incident, by, { remediation, ...because(why) }),
        'It is permanent now.',
      ),
  ),
]
