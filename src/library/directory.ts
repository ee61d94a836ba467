import { nearest } from '../domain/nearest.ts'
import type { Organization } from '../domain/service.ts'

/** Finds the Slack id (or, when the file gives only that, the e-mail) of a person as files name them. */
export function findPerson(
  reference: string,
  { people }: Organization,
): { ok: true; id: string } | { ok: false; says: string } {
  const wanted = reference.toLowerCase()
  const person = people.find((one) =>
    [one.name, one.slack, one.email].some((it) => it?.toLowerCase() === wanted),
  )
  const id = person?.slack ?? person?.email
  if (id !== undefined) return { ok: true, id }
  const names = people.map((one) => one.name)
  const meant = nearest(reference, names)
  return {
    ok: false,
    says: `organization.yml knows nobody called “${reference}”; ${meant ? `did you mean ${meant}?` : `it knows ${names.slice(0, 12).join(', ')}`}`,
  }
}
