import type { JsonObject } from '../../domain/json.ts'
import type { Refused } from '../../domain/result.ts'
import type { Service } from '../../domain/service.ts'
import type { Path } from '../../library/mistake.ts'
import { mayNotChange } from '../../remediations/safeguards/guard.ts'
import { overReplicas, overResources } from '../../remediations/safeguards/limits.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import type { RuleId } from '../rule-table.ts'
import { type Use, usesOf } from '../uses.ts'

/** Refused: why, and which input is to blame. */
type Refusal = { refused: Refused; at: Path }

/** Fixes that service.yml forbids whatever the cluster says, in the words the plan would be refused with. */
export const fixesRule = ({ service, playbooks }: ServiceFolder): Note[] =>
  playbooks.flatMap(({ playbook, file }) =>
    usesOf(playbook).flatMap((use) => {
      if (use.kind === 'check') return foreign(service, use, file)
      return [...frozen(service, use.input), ...overLimits(service, use)].flatMap(
        ({ refused, at }): Note[] => {
          const rule = ruleOf[refused.refusal.code]
          if (!rule) return []
          const path = [...use.path, ...at]
          return [{ file, path, rule: rule.rule, says: refused.refusal.says, advice: rule.advice }]
        },
      )
    }),
  )

const ruleOf: Record<string, { rule: RuleId; advice: string }> = {
  frozen: { rule: 'fix-frozen', advice: 'Take the step out, or lift the freeze' },
  'no-limit': { rule: 'fix-no-limit', advice: 'Say how far it may go, as this names' },
  'over-limit': { rule: 'fix-over-limit', advice: 'Ask for less here, or raise the limit' },
}

const kinds = {
  deployment: 'deployments',
  deployments: 'deployments',
  restart: 'deployments',
  configmap: 'configmaps',
  cache: 'caches',
} as const

const frozen = (service: Service, input: JsonObject): Refusal[] =>
  Object.entries(kinds).flatMap(([key, kind]) =>
    [input[key]].flat().flatMap((name, n) => {
      const refused = typeof name === 'string' ? mayNotChange(service, kind, name) : undefined
      return refused ? [{ refused, at: Array.isArray(input[key]) ? [key, n] : [key] }] : []
    }),
  )

function overLimits(service: Service, { name, input }: Use): Refusal[] {
  const { deployment } = input
  if (typeof deployment !== 'string') return []
  const found: Refusal[] = []
  const replicas = (key: string) => {
    const amount = input[key]
    const refused = typeof amount === 'number' ? overReplicas(service, deployment, amount) : undefined
    if (refused) found.push({ refused, at: [key] })
  }
  if (name === 'scale') replicas('replicas')
  if (name === 'set-autoscaling') replicas('max')
  if (name === 'set-resources')
    for (const kind of ['requests', 'limits'] as const)
      for (const [resource, value] of Object.entries(objectAt(input[kind]))) {
        if (resource !== 'cpu' && resource !== 'memory') continue
        const wanted = value === null ? null : String(value)
        const refused = overResources(service, deployment, kind, resource, wanted)
        if (refused) found.push({ refused, at: [kind, resource] })
      }
  return found
}

const objectAt = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/** A check that names a namespace may name only the service's. */
const foreign = (service: Service, { input, path }: Use, file: string): Note[] =>
  typeof input.namespace === 'string' && input.namespace !== service.namespace
    ? [
        {
          file,
          path: [...path, 'namespace'],
          rule: 'foreign-namespace',
          says: `${service.name} may only look at namespace ${service.namespace}`,
          advice: 'Leave namespace out',
        },
      ]
    : []
