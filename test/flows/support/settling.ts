import type { Incident } from '../../../src/domain/incident.ts'
import { standingChanges } from '../../../src/domain/ledger.ts'

/** The fields of the resolve form, with the same answer for every change that still stands. */
export const settling = (
  incident: Incident,
  as: 'revert' | 'keep' | 'permanent',
  fields: Record<string, string> = {},
): Record<string, string> => ({
  ...Object.fromEntries(standingChanges(incident).map(({ id }, n) => [`settle.${n}.${id}`, as])),
  ...fields,
})
