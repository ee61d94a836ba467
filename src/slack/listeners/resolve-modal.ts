import { z } from 'zod'
import { resolveSettling } from '../../app/ledger.ts'
import { said, shown } from '../answers.ts'
import { defineIncidentModal } from '../interactive.ts'
import { settledIn } from '../views/forms/ledger-forms.ts'

const fields = z
  .object({ cause: z.string().optional(), owner: z.string().optional(), until: z.string().optional() })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .superRefine((form, context) => {
    if (!settledIn(sent(form)).some(({ as }) => as === 'keep')) return
    const lacks = (field: 'owner' | 'until', message: string) =>
      form[field] ? undefined : context.addIssue({ code: 'custom', path: [field], message })
    lacks('owner', 'Say who puts back what is kept')
    lacks('until', 'Say by when it is put back')
  })

/** Decides what becomes of each change that still stands, and resolves once nothing stands undecided. */
export const resolveModal = defineIncidentModal(
  'incident.resolve',
  fields,
  async (form, { incident }, { core, by }) => {
    const { cause, owner, until } = form
    const settle = settledIn(sent(form)).map((one) => ({
      ...one,
      ...(one.as === 'keep' && owner && until && { owner, until }),
    }))
    const resolved = await resolveSettling(core, incident, by, { ...(cause && { cause }), settle })
    if (!resolved.ok || resolved.value.reverting.length === 0) return shown(resolved)
    const titles = resolved.value.incident.remediations
      .filter(({ id }) => resolved.value.reverting.includes(id))
      .map(({ title }) => `“${title}”`)
    return said(
      `${incident} is not resolved yet. To put back ${titles.join(' and ')} is planned in its channel, and approved there where the service asks for it. Resolve again once that is done.`,
    )
  },
)

/** The fields that are there: a form says nothing of those left empty. */
const sent = (form: Record<string, string | string[] | undefined>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, held]) => (held === undefined ? [] : [[name, held]])),
  )
