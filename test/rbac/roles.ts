import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import type { Account, Rule } from '../../src/practice/cluster/api/access.ts'

const shipped = new URL('../../deploy/rbac/', import.meta.url)

const list = z.array(z.string())
const role = z.object({
  kind: z.literal('Role'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  rules: z.array(z.object({ apiGroups: list, resources: list, verbs: list, resourceNames: list.optional() })),
})

export const documentsOf = (text: string): unknown[] =>
  parseAllDocuments(text).map((one) => {
    const [mistake] = one.errors
    if (mistake) throw mistake
    return one.toJS()
  })

export const shippedFile = (name: string): string => readFileSync(new URL(name, shipped), 'utf8')

/** The Roles of a file, by name, as an API server would read them. */
export const rolesOf = (text: string): Map<string, Rule[]> =>
  new Map(
    documentsOf(text).flatMap((one) => {
      const read = role.safeParse(one)
      if (!read.success) return []
      const rules = read.data.rules.map(({ apiGroups, resources, verbs, resourceNames }) => ({
        groups: apiGroups,
        resources,
        verbs,
        ...(resourceNames && { names: resourceNames }),
      }))
      return [[read.data.metadata.name, rules] as const]
    }),
  )

export type Single = { label: string; group: string; resource: string; verb: string; name?: string }

/** One verb of one resource at a time, on one name where there are names. */
export const singles = (rules: readonly Rule[]): Single[] =>
  rules.flatMap(({ groups, resources, verbs, names }) =>
    groups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.flatMap((verb) =>
          (names ?? [undefined]).map((name) => ({
            label: [verb, group, resource, name].filter(Boolean).join(' '),
            group,
            resource,
            verb,
            ...(name !== undefined && { name }),
          })),
        ),
      ),
    ),
  )

export const asRule = ({ group, resource, verb, name }: Single): Rule => ({
  groups: [group],
  resources: [resource],
  verbs: [verb],
  ...(name !== undefined && { names: [name] }),
})

export const account = (name: string, rules: Rule[]): Account => ({ name, token: `token-of-${name}`, rules })
