import type { LibraryChange } from '../app/ports/library.ts'
import { digestOf } from './digest.ts'
import type { Shelf } from './shelf.ts'

/** Names what one shelf holds otherwise than another: added, removed or changed. */
export function compareShelves(before: Shelf, after: Shelf): LibraryChange {
  const differ = <T>(
    one: ReadonlyMap<string, T>,
    other: ReadonlyMap<string, T>,
    digest: (value: T) => string,
  ) => {
    const mark = (value: T | undefined) => (value === undefined ? '' : digest(value))
    const ids = new Set([...one.keys(), ...other.keys()])
    return [...ids].filter((id) => mark(one.get(id)) !== mark(other.get(id))).sort()
  }
  return {
    organization: digestOf(before.organization ?? null) !== digestOf(after.organization ?? null),
    services: differ(before.services, after.services, digestOf),
    playbooks: differ(before.playbooks, after.playbooks, (one) => one.digest),
  }
}
