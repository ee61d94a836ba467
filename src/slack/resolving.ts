import type { By } from '../app/change.ts'
import type { Core } from '../app/core.ts'
import type { Incident } from '../domain/incident.ts'
import { standingChanges } from '../domain/ledger.ts'
import { resolve } from '../domain/lifecycle.ts'
import { ok, type Result } from '../domain/result.ts'
import type { Reply } from './command.ts'
import { keepingOf } from './keeping.ts'
import { resolveForm } from './views/forms/ledger-forms.ts'

/** The form that resolves, or why this person cannot resolve it now: before anything is typed, not after. */
export function resolving(core: Core, by: By, incident: Incident, cause?: string): Result<Reply> {
  const decided = resolve(incident, { by: by.actor })
  if (!decided.ok && decided.refusal.code !== 'standing-changes') return decided
  return ok({
    form: resolveForm(incident, {
      standing: standingChanges(incident),
      keeping: keepingOf(core, by),
      cause,
    }),
  })
}
