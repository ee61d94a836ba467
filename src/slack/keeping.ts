import type { By } from '../app/change.ts'
import type { Core } from '../app/core.ts'
import type { Keeping } from './views/forms/ledger-forms.ts'

const week = 7 * 86_400_000

/** What a form about keeping a change comes filled with: whoever opens it, for a week. */
export const keepingOf = (core: Core, by: By): Keeping => ({
  owner: by.actor,
  until: new Date(core.clock.now().getTime() + week).toISOString().slice(0, 10),
})
