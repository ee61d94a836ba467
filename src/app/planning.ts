import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Incident } from '../domain/incident.ts'
import type { JsonObject } from '../domain/json.ts'
import { looksSecret } from '../domain/redact.ts'
import type { Plan, Risk } from '../domain/remediation.ts'
import { sayWrongInput } from '../domain/remediation-words.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { sayRight } from '../domain/right.ts'
import { scopeOf } from '../domain/scope.ts'
import type { Service } from '../domain/service.ts'
import type { AnyRemediation } from '../remediations/remediation.ts'
import { canonicalize } from './canonical.ts'
import type { Core } from './core.ts'
import { instrumentsOf, saysOf, serviceFor, within } from './instruments.ts'

const planWithinMs = 10_000

/** What an approval is bound to: the remediation, what was asked, and what it would change. */
export function planHash(name: string, input: JsonObject, plan: Plan): string {
  const { says, changes, target, touches = [], readOnly, data } = plan
  const bound = {
    ...{ name, input, says, changes, target, data },
    ...(touches.length > 0 && { touches }),
    ...(readOnly && { readOnly }),
  }
  return createHash('sha256').update(canonicalize(bound)).digest('hex')
}

export const remediationNamed = (core: Core, name: string): AnyRemediation | undefined =>
  core.remediations.find((one) => one.name === name)

export const riskOf = (core: Core, name: string, plan: Plan): Risk =>
  plan.risk ?? remediationNamed(core, name)?.risk ?? 'high'

/** Plans a remediation for an incident's service. Only reads; what it lacks or may not do is refused in words. */
export async function plan(
  core: Core,
  incident: Incident,
  asked: { name: string; input: JsonObject },
): Promise<Result<Plan>> {
  const remediation = remediationNamed(core, asked.name)
  if (!remediation) {
    const names = core.remediations.map(({ name }) => name).join(', ')
    return refuse('no-remediation', `There is no remediation ${asked.name}: they are ${names}`)
  }
  const wrong = wrongInput(core, incident, remediation, asked.input)
  if (wrong) return refuse('bad-input', wrong)
  const secret = secretGiven(asked.input)
  if (secret !== undefined)
    return refuse(
      'secret',
      `What is given for ${secret} looks like a secret, and Muster keeps none: let the command find it where it runs`,
    )
  const service = serviceFor(core, incident)
  if (!service.ok) return service
  try {
    return await within(planWithinMs, async (signal) => {
      const [planned, rights] = await Promise.all([
        remediation.plan(asked.input, instrumentsOf(core, signal), { service: service.value, signal }),
        review(core, remediation, asked.input, service.value),
      ])
      if ('refused' in rights) return refuse('no-rights', rights.refused)
      return planned.ok && rights.says ? ok({ ...planned.value, rights: rights.says }) : planned
    })
  } catch (error) {
    core.log.warn({ err: error, remediation: asked.name, incident: incident.id }, 'A plan could not be made')
    return refuse('no-plan', `The plan could not be made, so nothing changes: ${saysOf(error)}`)
  }
}

/** Asks the cluster whether Muster may do all of it: better refused now than half-way. */
async function review(
  core: Core,
  remediation: AnyRemediation,
  input: JsonObject,
  service: Service,
): Promise<{ says?: string } | { refused: string }> {
  const rights = remediation.rights(scopeOf(input, service))
  const needed = rights.filter(({ optional }) => !optional)
  if (rights.length === 0) return {}
  try {
    const { cluster } = core.instruments
    const [missing, lesser] = await Promise.all([
      cluster.rightsMissing(service.namespace, needed),
      cluster.rightsMissing(
        service.namespace,
        rights.filter(({ optional }) => optional),
      ),
    ])
    if (missing.length === 0 && lesser.length > 0)
      return {
        says: `Muster may do this, but not look at everything: it lacks ${lesser.map(sayRight).join('; ')}`,
      }
    if (missing.length === 0) return { says: `Muster holds the rights it needs in ${service.namespace}` }
    return {
      refused: `Muster may not do this in ${service.namespace}: it lacks ${missing.map(sayRight).join('; ')}. Nothing was changed. This Role grants it to the service account it is bound to; \`muster rbac\` writes all of them:\n${core.instruments.cluster.roleFor(service.namespace, missing)}`,
    }
  } catch (error) {
    return { says: `Whether Muster holds the rights it needs is not known: ${saysOf(error)}` }
  }
}

/** What is given to a declared command or request is kept with the plan. */
const secretGiven = ({ with: given }: JsonObject): string | undefined =>
  Object.entries(given ?? {}).find(([name, value]) => looksSecret(name, String(value)))?.[0]

function wrongInput(
  core: Core,
  incident: Incident,
  { name, input: schema }: AnyRemediation,
  input: JsonObject,
): string | undefined {
  const read = schema.safeParse(input)
  if (read.success) return undefined
  const [issue] = read.error.issues
  const key = String(issue?.path[0] ?? '')
  if (issue?.code === 'unrecognized_keys' || !key) return `${name} does not take ${extra(issue)}`
  const known = incident.service ? core.library.service(incident.service) : undefined
  return sayWrongInput(name, key, input, known)
}

const extra = (issue: z.core.$ZodIssue | undefined): string =>
  issue?.code === 'unrecognized_keys' ? issue.keys.map((key) => `“${key}”`).join(', ') : 'that'
