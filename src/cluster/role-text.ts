import { stringify } from 'yaml'
import type { Right } from '../domain/right.ts'
import { singleRights } from './single-rights.ts'

type Rule = { group: string; resources: string[]; names?: string[]; verbs: string[] }

const order = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']
const place = (verb: string): number => (order.includes(verb) ? order.indexOf(verb) : order.length)
const byPlace = (a: string, b: string): number => place(a) - place(b) || a.localeCompare(b)

const grouped = <T>(items: readonly T[], key: (item: T) => unknown): [T, T[]][] =>
  [...Map.groupBy(items, (item) => JSON.stringify(key(item))).values()].flatMap((same) =>
    same.slice(0, 1).map((first): [T, T[]] => [first, same]),
  )

/**
 * The fewest rules that grant just this. What is granted on all objects is not granted again on one of them.
 * Source: kubernetes.io/docs/reference/access-authn-authz/rbac, "Referring to resources".
 */
function rulesFor(rights: readonly Right[]): Rule[] {
  const singles = singleRights(rights)
  const onAll = singles.filter(({ name }) => name === undefined)
  const needed = singles.filter(
    ({ group, resource, verb, name }) =>
      name === undefined ||
      !onAll.some((one) => one.group === group && one.resource === resource && one.verb === verb),
  )
  const perObject = grouped(needed, ({ group, resource, name }) => [group, resource, name]).map(
    ([{ group, resource, name }, same]) => ({
      group,
      resource,
      name,
      verbs: same.map(({ verb }) => verb).sort(byPlace),
    }),
  )
  const perResource = grouped(perObject, ({ group, resource, name, verbs }) => [
    group,
    resource,
    verbs,
    name === undefined,
  ]).map(([{ group, resource, verbs }, same]) => ({
    group,
    resource,
    verbs,
    names: same.flatMap(({ name }) => name ?? []).sort(),
  }))
  return grouped(perResource, ({ group, verbs, names }) => [group, verbs, names]).map(
    ([{ group, verbs, names }, same]) => ({
      group,
      verbs,
      resources: same.map(({ resource }) => resource),
      ...(names.length > 0 ? { names } : {}),
    }),
  )
}

const inline = (list: readonly string[]): string =>
  stringify(list, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim()

const ruleText = ({ group, resources, names, verbs }: Rule): string =>
  [
    `  - apiGroups: ${inline([group])}`,
    `    resources: ${inline(resources)}`,
    ...(names ? [`    resourceNames: ${inline(names)}`] : []),
    `    verbs: ${inline(verbs)}`,
  ].join('\n')

/** The manifest of a Role that grants these rights and no more; ends with a newline. `purpose`: a comment above it. */
export function roleYaml(
  name: string,
  namespace: string,
  rights: readonly Right[],
  purpose?: string,
): string {
  const rules = rulesFor(rights).map(ruleText)
  return [
    ...(purpose ? purpose.split('\n').map((line) => `# ${line}`) : []),
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    `  name: ${stringify(name).trim()}`,
    `  namespace: ${stringify(namespace).trim()}`,
    ...(rules.length > 0 ? ['rules:', ...rules] : ['rules: []']),
    '',
  ].join('\n')
}
