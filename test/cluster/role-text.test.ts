import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { roleYaml } from '../../src/cluster/role-text.ts'
import type { Right } from '../../src/domain/right.ts'

const words = z.array(z.string())
const roleShape = z.strictObject({
  apiVersion: z.literal('rbac.authorization.k8s.io/v1'),
  kind: z.literal('Role'),
  metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
  rules: z.array(
    z.strictObject({
      apiGroups: words.min(1),
      resources: words.min(1),
      resourceNames: words.min(1).optional(),
      verbs: words.min(1),
    }),
  ),
})
const read = (rights: Right[]) => roleShape.parse(parse(roleYaml('muster', 'nqba-platform', rights)))

const groups = ['', 'apps']
const resources = ['deployments', 'pods/exec', 'configmaps']
const verbs = ['get', 'list', 'patch', 'create']
const names = ['nqba-api', '123', 'true']

const some = (from: string[], minLength: number) => fc.subarray(from, { minLength })
const anyRight: fc.Arbitrary<Right> = fc
  .record({
    group: fc.constantFrom(...groups),
    resource: fc.constantFrom(...resources),
    verbs: some(verbs, 1),
    names: fc.option(some(names, 0), { nil: undefined }),
  })
  .map(({ names: only, ...right }) => (only ? { ...right, names: only } : right))

test('the Role grants what is asked for, on all objects or on those named, and nothing else', () => {
  const everyQuestion = groups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) => [...names, 'another'].map((name) => ({ group, resource, verb, name }))),
    ),
  )
  fc.assert(
    fc.property(fc.array(anyRight, { maxLength: 5 }), (rights) => {
      const { rules } = read(rights)
      for (const { group, resource, verb, name } of everyQuestion) {
        const asked = rights.some(
          (right) =>
            right.group === group &&
            right.resource === resource &&
            right.verbs.includes(verb) &&
            (right.names?.includes(name) ?? true),
        )
        const granted = rules.some(
          (rule) =>
            rule.apiGroups.includes(group) &&
            rule.resources.includes(resource) &&
            rule.verbs.includes(verb) &&
            (rule.resourceNames?.includes(name) ?? true),
        )
        expect(granted).toBe(asked)
      }
    }),
    { numRuns: 60 },
  )
})

test('a Role reads as an operator would write it', () => {
  const rights: Right[] = [
    { group: 'apps', resource: 'deployments', verbs: ['list', 'get'] },
    { group: 'apps', resource: 'deployments', verbs: ['get', 'patch'], names: ['nqba-worker', 'nqba-api'] },
    { group: 'apps', resource: 'replicasets', verbs: ['get', 'list'] },
    { group: '', resource: 'pods/exec', verbs: ['create', 'get'] },
  ]
  expect(roleYaml('muster', 'nqba-platform', rights, 'For NQBA')).toBe(`# For NQBA
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: muster
  namespace: nqba-platform
rules:
  - apiGroups: [apps]
    resources: [deployments, replicasets]
    verbs: [get, list]
  - apiGroups: [apps]
    resources: [deployments]
    resourceNames: [nqba-api, nqba-worker]
    verbs: [patch]
  - apiGroups: [""]
    resources: [pods/exec]
    verbs: [get, create]
`)
})
