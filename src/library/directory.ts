import { nearest } from '../domain/nearest.ts'
import type { Organization } from '../domain/service.ts'

/**
 * Finds a person by name, first name, e-mail or Slack id. Answers the Slack id or, when organization.yml gives
 * only that, the e-mail.
 */
export function findPerson(
  reference: string,
  { people }: Organization,
): { ok: true; id: string } | { ok: false; says: string } {
  const wanted = reference.toLowerCase()
  const exact = people.filter((one) =>
    [one.name, one.slack, one.email].some((it) => it?.toLowerCase() === wanted),
  )
  const byFirstName = people.filter((one) => one.name.toLowerCase().split(' ')[0] === wanted)
  const [person, another] = exact.length > 0 ? exact : byFirstName
  if (another)
    return { ok: false, says: `There are several people called “${reference}”: write the whole name` }
  const id = person?.slack ?? person?.email
  if (id !== undefined) return { ok: true, id }
  const names = people.map((one) => one.name)
  const meant = nearest(reference, names)
  return {
    ok: false,
    says: `organization.yml knows nobody called “${reference}”; ${meant ? `did you mean ${meant}?` : `it knows ${names.slice(0, 12).join(', ')}`}`,
  }
}
