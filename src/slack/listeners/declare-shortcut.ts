import { ok } from '../../domain/result.ts'
import type { Shortcut } from '../interactive.ts'
import { declareForm } from '../views/forms/incident-forms.ts'

/** The form, from anywhere in Slack. */
export const declareShortcut: Shortcut = {
  callbackId: 'incident.declare',
  run: async (_, { core }) => ok({ form: declareForm({ services: core.library.services() }) }),
}
