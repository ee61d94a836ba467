import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { approve, reject, requestRemediation } from '../domain/approval.ts'
import type { Incident } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import type { JsonObject } from '../domain/json.ts'
import { over } from '../domain/lifecycle.ts'
import type { Verification } from '../domain/playbook.ts'
import type { Plan, RemediationRecord } from '../domain/remediation.ts'
import { sayWrongInput } from '../domain/remediation-words.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { movingOn } from '../domain/walk.ts'
import { canonicalize } from './canonical.ts'
import { type By, type Changed, change, loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { instrumentsOf, saysOf, serviceFor, within } from './instruments.ts'
import { approvalRule, clicker, lacks } from './policy.ts'
import { loadStep, pinnedPlaybook, type StepRef } from './runs.ts'

const planWithinMs = 10_000
/** An approval is for now: what was planned a quarter of an hour ago is planned again. */
const expiresAfterMs = 15 * 60_000

/** What an approval is bound to: the remediation, what was asked, and what it would change. */
export function planHash(name: string, input: JsonObject, plan: Plan): string {
  const { says, changes, target, data } = plan
  return createHash('sha256').update(canonicalize({ name, input, says, changes, target, data })).digest('hex')
}

export type Request = {
  name: string
  title?: string
  input: JsonObject
  step?: StepRef
  verify?: Verification
}

/** Plans a remediation and puts it before the approvers. Only reads the cluster. */
export async function request(core: Core, id: string, by: By, asked: Request): Promise<Result<Changed>> {
  const incident = await loadIncident(core, id)
  if (!incident) return refuse('no-incident', `There is no ${id}`)
  if (by.cause && (await core.store.applied(by.cause))) return ok({ incident, entries: [] })
  if (over(incident)) return refuse('over', `${id} is ${incident.status}: reopen it to change production`)
  const refused = lacks(core, by.actor, ['responder'], 'change production')
  if (refused) return refused
  const planned = await plan(core, incident, asked)
  if (!planned.ok) return planned
  return change(core, id, by, (state) =>
    requestRemediation(state, recordOf(core, state, by, asked, planned.value)),
  )
}

/** The remediation of a playbook's step, with the step's own verification. */
export async function requestStep(core: Core, ref: StepRef, by: By): Promise<Result<Changed>> {
  const at = await loadStep(core, ref)
  if (at?.step.kind !== 'fix') return refuse('no-step', 'That step is not a remediation of this run')
  const { remediation: name, title, with: input, verify } = at.step
  return request(core, ref.incident, by, { name, title, input, step: ref, ...(verify && { verify }) })
}

async function plan(core: Core, incident: Incident, asked: Request): Promise<Result<Plan>> {
  const remediation = core.remediations.find(({ name }) => name === asked.name)
  if (!remediation) {
    const names = core.remediations.map(({ name }) => name).join(', ')
    return refuse('no-remediation', `There is no remediation ${asked.name}: they are ${names}`)
  }
  const read = remediation.input.safeParse(asked.input)
  if (!read.success) {
    const [issue] = read.error.issues
    const key = String(issue?.path[0] ?? '')
    if (issue?.code === 'unrecognized_keys' || !key)
      return refuse('bad-input', `${asked.name} does not take ${issue ? extra(issue) : 'that'}`)
    const known = incident.service ? core.library.service(incident.service) : undefined
    return refuse('bad-input', sayWrongInput(asked.name, key, asked.input, known))
  }
  const service = serviceFor(core, incident)
  if (!service.ok) return service
  try {
    return await within(planWithinMs, (signal) =>
      remediation.plan(asked.input, instrumentsOf(core), { service: service.value, signal }),
    )
  } catch (error) {
    core.log.warn({ err: error, remediation: asked.name, incident: incident.id }, 'A plan could not be made')
    return refuse('no-plan', `The plan could not be made, so nothing changes: ${saysOf(error)}`)
  }
}

const extra = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `“${key}”`).join(', ') : 'that'

function recordOf(core: Core, incident: Incident, by: By, asked: Request, plan: Plan): RemediationRecord {
  const now = core.clock.now()
  const needed = approvalRule(core, incident).count
  return {
    id: `${incident.id.toLowerCase()}-fix-${incident.remediations.length + 1}`,
    name: asked.name,
    title: asked.title ?? plan.says,
    risk: core.remediations.find(({ name }) => name === asked.name)?.risk ?? 'high',
    input: asked.input,
    plan,
    hash: planHash(asked.name, asked.input, plan),
    state: needed === 0 ? 'approved' : 'planned',
    requestedBy: by.actor,
    requestedAt: now.toISOString(),
    severity: incident.severity,
    approvalsNeeded: needed,
    approvals: [],
    expiresAt: new Date(now.getTime() + expiresAfterMs).toISOString(),
    evidence: [],
    ...(asked.step && { run: asked.step.run, step: asked.step.step }),
    ...(asked.verify && { verify: asked.verify }),
  }
}

/** `hash` as the clicked message showed it; who may approve is decided from the clicker's identity alone. */
export const approveRemediation = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; hash: string },
) =>
  change(core, id, by, (incident) =>
    approve(incident, {
      id: asked.remediation,
      hash: asked.hash,
      by: clicker(core, by.actor),
      rule: approvalRule(core, incident),
      now: core.clock.now(),
    }),
  )

export const rejectRemediation = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; reason: string },
) =>
  change(core, id, by, (incident) =>
    reject(incident, {
      id: asked.remediation,
      by: clicker(core, by.actor),
      rule: approvalRule(core, incident),
      reason: asked.reason,
    }),
  )

/** Plans an ended request once more, as it was asked then. */
export async function replan(core: Core, id: string, by: By, remediation: string): Promise<Result<Changed>> {
  const one = (await loadIncident(core, id))?.remediations.find((each) => each.id === remediation)
  if (!one) return refuse('no-remediation', 'That remediation is not part of this incident')
  const { name, title, input, verify, run, step } = one
  return request(core, id, by, {
    name,
    title,
    input,
    ...(verify && { verify }),
    ...(run && step && { step: { incident: id, run, step } }),
  })
}

/** Lets a phase move on when the remediation was its last open step. */
export async function movingOnAfter(core: Core, incident: Incident, one: RemediationRecord) {
  const run = incident.runs.find(({ id }) => id === one.run)
  if (!run) return (_: Incident, events: readonly IncidentEvent[]) => events
  const playbook = await pinnedPlaybook(core, run)
  return (state: Incident, events: readonly IncidentEvent[]) => movingOn(state, run.id, playbook, events)
}
