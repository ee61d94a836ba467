import { z } from 'zod'
import type { KubeObject } from '../object.ts'
import { kubeObject } from '../object.ts'
import type { Store } from '../store.ts'
import type { Rule } from './access.ts'
import type { User } from './request.ts'

const list = z.array(z.string()).default(() => [])

const role = z.looseObject({
  rules: z
    .array(
      z.looseObject({
        apiGroups: list,
        resources: list,
        verbs: list,
        resourceNames: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
})

const binding = kubeObject.extend({
  subjects: z
    .array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .nullish(),
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
})

type Binding = z.infer<typeof binding>

/** What Roles and ClusterRoles grant a user through the bindings that stand. */
export const grantedBy = (store: Store, user: User): Rule[] =>
  ['rolebindings', 'clusterrolebindings'].flatMap((resource) =>
    store.list(resource).flatMap((object) => {
      const read = binding.safeParse(object)
      return read.success && isFor(read.data, user) ? rulesThrough(store, read.data) : []
    }),
  )

function isFor({ subjects, metadata }: Binding, user: User): boolean {
  return (subjects ?? []).some(({ kind, name, namespace = metadata.namespace }) => {
    if (kind === 'Group') return user.groups.includes(name)
    return user.name === (kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name)
  })
}

function rulesThrough(store: Store, { kind, metadata, roleRef }: Binding): Rule[] {
  const { name, namespace } = metadata
  const isClusterRole = roleRef.kind === 'ClusterRole'
  const found: KubeObject | undefined = isClusterRole
    ? store.get('clusterroles', undefined, roleRef.name)
    : store.get('roles', namespace, roleRef.name)
  const read = role.safeParse(found)
  if (!read.success) return []
  const place = namespace ? `${name}/${namespace}` : name
  return (read.data.rules ?? []).map(({ apiGroups, resources, verbs, resourceNames }) => ({
    groups: apiGroups,
    resources,
    verbs,
    ...(resourceNames && resourceNames.length > 0 ? { names: resourceNames } : {}),
    ...(namespace ? { namespace } : {}),
    by: `allowed by ${kind} "${place}" of ${roleRef.kind} "${roleRef.name}"`,
  }))
}
