import { loadIncident } from '../../app/change.ts'
import { runnable } from '../../app/offer.ts'
import { decodeRef } from '../actions.ts'
import type { Suggestion } from '../interactive.ts'
import { playbookGroups } from '../views/forms/run-form.ts'

/** The playbooks that somebody may run in the incident, narrowed by what they type. */
export const playbookSuggestion: Suggestion = {
  modal: 'incident.run',
  field: 'playbook',
  async offer(query, metadata, core) {
    const ref = decodeRef(metadata)
    const incident = ref && (await loadIncident(core, ref.incident))
    return incident ? playbookGroups(incident, runnable(core, incident), query) : []
  },
}
