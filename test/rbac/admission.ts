import { Environment } from '@marcbachmann/cel-js'
import { z } from 'zod'
import { documentsOf, shippedFile } from './roles.ts'

/** What the API server asks its policies about, in the version that is stored. */
export type Asked = {
  group: string
  version: string
  /** Subresources as in a Role: `pods/exec`. */
  resource: string
  operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'
  user?: string
  object?: unknown
  oldObject?: unknown
}

const rules = z
  .array(
    z.object({
      apiGroups: z.array(z.string()),
      apiVersions: z.array(z.string()),
      operations: z.array(z.string()),
      resources: z.array(z.string()),
    }),
  )
  .default([])
const policy = z.object({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    matchConstraints: z.object({ resourceRules: rules, excludeResourceRules: rules }),
    matchConditions: z.array(z.object({ expression: z.string() })),
    variables: z.array(z.object({ name: z.string(), expression: z.string() })).default([]),
    validations: z.array(z.object({ expression: z.string(), message: z.string() })),
  }),
})
type Rules = z.infer<typeof rules>

/** The language as the API server speaks it. `find` is of Kubernetes' own library, not of CEL's. */
const language = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
}).registerFunction('string.find(string): string', (text: string, pattern: string) => {
  return new RegExp(pattern).exec(text)?.[0] ?? ''
})

const policies = documentsOf(shippedFile('muster.yml'))
  .flatMap((one) => policy.safeParse(one).data ?? [])
  .map(({ metadata, spec }) => ({
    name: metadata.name,
    matches: spec.matchConstraints,
    conditions: spec.matchConditions.map(({ expression }) => language.parse(expression)),
    variables: spec.variables.map(({ name, expression }) => ({ name, of: language.parse(expression) })),
    validations: spec.validations.map(({ expression, message }) => ({
      message,
      holds: language.parse(expression),
    })),
  }))

const names = (list: readonly string[], one: string): boolean => list.includes('*') || list.includes(one)
const namesResource = (list: readonly string[], resource: string): boolean =>
  list.includes('*/*') || names(list, resource)
const matches = (all: Rules, { group, version, resource, operation }: Asked): boolean =>
  all.some(
    (one) =>
      names(one.apiGroups, group) &&
      names(one.apiVersions, version) &&
      names(one.operations, operation) &&
      namesResource(one.resources, resource),
  )

export const muster = 'system:serviceaccount:muster:muster'

/** Whether it holds, or the words for a condition that cannot be worked out: with `failurePolicy: Fail`, a refusal. */
function outcome(holds: (context: object) => unknown, context: object): boolean | string {
  try {
    return holds(context) === true
  } catch (error) {
    return `cannot be worked out: ${String(error)}`
  }
}

/** What the shipped policies say against it, word for word; nothing where it is let through. */
export function refusals(asked: Asked): string[] {
  const context = {
    request: { userInfo: { username: asked.user ?? muster } },
    object: asked.object ?? null,
    oldObject: asked.oldObject ?? null,
  }
  return policies.flatMap(({ matches: constraints, conditions, variables, validations }) => {
    if (!matches(constraints.resourceRules, asked) || matches(constraints.excludeResourceRules, asked))
      return []
    if (!conditions.every((condition) => outcome(condition, context) === true)) return []
    const worked: Record<string, unknown> = {}
    for (const { name, of } of variables)
      Object.defineProperty(worked, name, {
        enumerable: true,
        get: () => of({ ...context, variables: worked }),
      })
    return validations.flatMap(({ holds, message }) => {
      const held = outcome(holds, { ...context, variables: worked })
      return held === true ? [] : [held === false ? message : held]
    })
  })
}

/** An update of a Deployment, ConfigMap or autoscaler. */
export const update = (resource: Changeable, oldObject: unknown, object: unknown): Asked => ({
  ...changeables[resource],
  resource,
  operation: 'UPDATE',
  oldObject,
  object,
})

export type Changeable = keyof typeof changeables
export const changeables = {
  deployments: { group: 'apps', version: 'v1' },
  configmaps: { group: '', version: 'v1' },
  horizontalpodautoscalers: { group: 'autoscaling', version: 'v2' },
}
