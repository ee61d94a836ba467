import { nearest } from '../domain/nearest.ts'
import type { Playbook } from '../domain/playbook.ts'
import { ok, type Result, refuse } from '../domain/result.ts'

/** The playbook of that id, or the only one whose id ends so; the refusal names what was likely meant. */
export function playbookNamed(wanted: string, all: readonly Playbook[]): Result<Playbook> {
  const ending = all.filter(({ id }) => id.endsWith(`/${wanted}`))
  const found = all.find(({ id }) => id === wanted) ?? (ending.length === 1 ? ending[0] : undefined)
  if (found) return ok(found)
  if (ending.length > 1)
    return refuse('several', `Several are called ${wanted}: ${ending.map(({ id }) => id).join(', ')}`)
  const names = new Map(all.flatMap(({ id }) => [[lastOf(id), id] as const, [id, id] as const]))
  const meant = names.get(nearest(wanted, [...names.keys()]) ?? '')
  return refuse(
    'no-playbook',
    `There is no playbook ${wanted}${meant ? `; did you mean ${meant}?` : ': muster playbook show lists them'}`,
  )
}

const lastOf = (id: string): string => id.split('/').at(-1) ?? id
