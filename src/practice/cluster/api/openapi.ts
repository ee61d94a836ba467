import { apiVersionOf, resourceKinds } from '../resources.ts'

const rootOf = (group: string, version: string): string =>
  group ? `apis/${group}/${version}` : `api/${version}`

const roots = new Map(
  resourceKinds.flatMap((kind) =>
    kind.versions.map((version) => [rootOf(kind.group, version), { group: kind.group, version }] as const),
  ),
)

/**
 * As much OpenAPI as kubectl asks for before it creates: which kinds understand `fieldValidation`.
 * The kinds' own schemas are not described.
 */
export function openapi(pathname: string): unknown {
  if (pathname === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        [...roots.keys()].map((root) => [root, { serverRelativeURL: `/openapi/v3/${root}` }]),
      ),
    }
  const root = /^\/openapi\/v3\/(.+)$/.exec(pathname)?.[1]
  const found = root === undefined ? undefined : roots.get(root)
  if (!found || root === undefined) return undefined
  const kinds = resourceKinds.filter(
    (kind) => kind.group === found.group && kind.versions.includes(found.version),
  )
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.32.0' },
    paths: Object.fromEntries(
      kinds.map(({ kind, group, plural, namespaced }) => [
        `/${root}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`,
        {
          patch: {
            operationId: `patch${kind}`,
            parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
              name,
              in: 'query',
              schema: { type: 'string', uniqueItems: true },
            })),
            responses: { 200: { description: apiVersionOf(group, found.version) } },
            'x-kubernetes-action': 'patch',
            'x-kubernetes-group-version-kind': { group, version: found.version, kind },
          },
        },
      ]),
    ),
    components: { schemas: {} },
  }
}
