import { expect, test } from 'vitest'
import { z } from 'zod'
import { documentsOf, shippedFile } from './roles.ts'

const matched = z.object({
  apiGroups: z.array(z.string()),
  apiVersions: z.array(z.string()),
  operations: z.array(z.string()),
  resources: z.array(z.string()),
})
const policy = z.object({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    failurePolicy: z.string(),
    matchConstraints: z.object({
      matchPolicy: z.string(),
      resourceRules: z.array(matched),
      excludeResourceRules: z.array(matched).default([]),
    }),
    matchConditions: z.array(z.object({ expression: z.string() })),
    validations: z.array(z.object({ expression: z.string(), message: z.string() })),
  }),
})
const binding = z.object({
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  spec: z.object({ policyName: z.string(), validationActions: z.array(z.string()) }),
})

const documents = documentsOf(shippedFile('muster.yml'))
const policies = documents.flatMap((one) => policy.safeParse(one).data ?? [])
const named = (name: string) => policies.find(({ metadata }) => metadata.name === `muster-${name}`)?.spec

test('every policy is in force, for Muster alone, and a policy that cannot be worked out refuses', () => {
  const bindings = documents.flatMap((one) => binding.safeParse(one).data?.spec ?? [])
  expect(policies.map(({ metadata }) => metadata.name)).toEqual(bindings.map(({ policyName }) => policyName))
  expect(new Set(bindings.flatMap(({ validationActions }) => validationActions))).toEqual(
    new Set(['Deny', 'Audit']),
  )
  for (const { spec } of policies) {
    expect(spec.failurePolicy).toBe('Fail')
    expect(spec.matchConditions).toEqual([
      expect.objectContaining({
        expression: 'request.userInfo.username == "system:serviceaccount:muster:muster"',
      }),
    ])
  }
})

test('what no policy of its own sees to is refused as a whole', () => {
  const rest = named('nothing-else')
  expect(rest?.validations.map(({ expression }) => expression)).toEqual(['false'])
  const seenTo = policies
    .filter(({ metadata }) => metadata.name !== 'muster-nothing-else')
    .flatMap(({ spec }) => spec.matchConstraints.resourceRules)
  const without = rest?.matchConstraints.excludeResourceRules.filter(
    (one) => !seenTo.some((other) => JSON.stringify(other) === JSON.stringify(one)),
  )
  // To ask what one may do changes nothing.
  expect(without?.map(({ resources, operations }) => [resources, operations])).toEqual([
    [['selfsubjectaccessreviews'], ['CREATE']],
  ])
})

test('no other version of an API is a way round: requests are turned into the one that is looked at', () => {
  const seenTo = policies
    .filter(({ metadata }) => metadata.name !== 'muster-nothing-else')
    .map(({ spec }) => [
      spec.matchConstraints.matchPolicy,
      spec.matchConstraints.resourceRules[0]?.apiVersions,
    ])
  const v1 = ['Equivalent', ['v1']]
  expect(seenTo).toEqual([v1, v1, ['Equivalent', ['v2']], v1, v1])
})

test.each(['deployments', 'configmaps', 'autoscalers'])('%s are changed with the mark alone', (name) => {
  const [first] = named(name)?.validations ?? []
  expect(first?.expression).toContain("'muster.dev/remediation'")
})

test('conditions are closed and one line of words stands behind each', () => {
  for (const { expression, message } of policies.flatMap(({ spec }) => spec.validations)) {
    const count = (sign: string) => expression.split(sign).length
    expect([expression, count('(')]).toEqual([expression, count(')')])
    expect(message).toMatch(/^[^\n]{10,120}$/)
  }
})
