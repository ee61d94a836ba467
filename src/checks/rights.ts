import type { Right } from '../domain/right.ts'

/**
 * Verbs on named objects. None at all for no names: a Role without names would grant every object of the
 * resource.
 */
export const onNamed = (group: string, resource: string, verbs: string[], names: string[]): Right[] =>
  names.length === 0 ? [] : [{ group, resource, verbs, names }]

/** What cannot be limited by name: lists, and objects whose names nobody knows beforehand. */
export const onAny = (group: string, resource: string, ...verbs: string[]): Right => ({
  group,
  resource,
  verbs,
})
