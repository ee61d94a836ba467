import type { Right } from '../domain/right.ts'

/** One verb of a resource, on one object or on all of them. */
export type SingleRight = { group: string; resource: string; verb: string; name?: string }

/** What the rights come to, one by one and each once. No names at all is nothing, though in a Role it means everything. */
export function singleRights(rights: readonly Right[]): SingleRight[] {
  const singles = rights.flatMap(({ group, resource, verbs, names }) =>
    verbs.flatMap((verb): SingleRight[] =>
      names ? names.map((name) => ({ group, resource, verb, name })) : [{ group, resource, verb }],
    ),
  )
  return [...new Map(singles.map((one) => [JSON.stringify(one), one])).values()]
}

export const asRight = ({ group, resource, verb, name }: SingleRight): Right => ({
  group,
  resource,
  verbs: [verb],
  ...(name === undefined ? {} : { names: [name] }),
})
