import { requestRemediation } from '../domain/approval.ts'
import type { Incident } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import type { JsonObject } from '../domain/json.ts'
import { over } from '../domain/lifecycle.ts'
import { stillAsked, takenBy, withGiven } from '../domain/needs.ts'
import type { Verification } from '../domain/playbook.ts'
import type { Plan, RemediationRecord } from '../domain/remediation.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { movingOn } from '../domain/walk.ts'
import { type By, type Changed, change, loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { plan, planHash, riskOf } from './planning.ts'
import { approvalRule, approversOf, lacks } from './policy.ts'
import { loadStep, pinnedPlaybook, type StepRef } from './runs.ts'

/** An approval is for now: what was planned a quarter of an hour ago is planned again. */
const expiresAfterMs = 15 * 60_000
/** Approvers asked by direct message; the request itself names more. */
const askedMost = 8

export type Request = {
  name: string
  title?: string
  input: JsonObject
  step?: StepRef
  verify?: Verification
  /** Why, in the words of the one who asks. */
  reason?: string
  /** The remediation that this one puts back. */
  undoes?: string
}

/** Plans a remediation and puts it before the approvers. Only reads the cluster. */
export async function request(core: Core, id: string, by: By, asked: Request): Promise<Result<Changed>> {
  const incident = await loadIncident(core, id)
  if (!incident) return refuse('no-incident', `There is no ${id}`)
  if (by.cause && (await core.store.applied(by.cause))) return ok({ incident, entries: [] })
  if (over(incident) && !asked.undoes)
    return refuse('over', `${id} is ${incident.status}: reopen it to change production`)
  const refused = lacks(core, by.actor, ['responder'], 'change production')
  if (refused) return refused
  const planned = await plan(core, incident, asked)
  if (!planned.ok) return planned
  return change(core, id, by, (state) =>
    requestRemediation(state, recordOf(core, state, by, asked, planned.value)),
  )
}

/** The remediation of a playbook's step, with the step's own verification. `given`: what the step needs. */
export async function requestStep(
  core: Core,
  ref: StepRef,
  by: By,
  given: JsonObject = {},
): Promise<Result<Changed>> {
  const at = await loadStep(core, ref)
  if (at?.step.kind !== 'fix') return refuse('no-step', 'That step is not a remediation of this run')
  const { remediation: name, title, verify } = at.step
  const [open] = stillAsked(at.step, given)
  if (open !== undefined) return refuse('needs', `“${title}” has to know first: ${open}`)
  const asked = { name, title, input: withGiven(at.step.with, given), step: ref }
  if (!verify) return request(core, ref.incident, by, asked)
  // What is verified is what was asked for: this flow, and no other.
  const commands = core.library.service(at.playbook.service)?.commands ?? []
  const handed = takenBy(Object.keys(given), verify.with, commands).map((one) => [one, given[one]])
  const verified = { ...verify, with: withGiven(verify.with, Object.fromEntries(handed)) }
  return request(core, ref.incident, by, { ...asked, verify: verified })
}

function recordOf(core: Core, incident: Incident, by: By, asked: Request, plan: Plan): RemediationRecord {
  const now = core.clock.now()
  const { name, title = plan.says, input, step, verify, reason, undoes } = asked
  const one = { name, plan, risk: riskOf(core, name, plan) }
  const { count, because } = approvalRule(core, incident, one)
  return {
    id: `${incident.id.toLowerCase()}-fix-${incident.remediations.length + 1}`,
    ...one,
    title,
    input,
    hash: planHash(name, input, plan),
    // What only looks runs at once; every change is read by somebody first, though nobody has to approve it.
    state: plan.readOnly ? 'approved' : 'planned',
    requestedBy: by.actor,
    requestedAt: now.toISOString(),
    severity: incident.severity,
    approvalsNeeded: count,
    approvals: [],
    expiresAt: new Date(now.getTime() + expiresAfter(core, incident)).toISOString(),
    evidence: [],
    asked: count === 0 ? [] : approversOf(core, incident, one, by.actor).slice(0, askedMost),
    ...(count === 0 && because && { preauthorized: because }),
    ...(step && { run: step.run, step: step.step }),
    ...(verify && { verify }),
    ...(reason && { reason }),
    ...(undoes && { undoes }),
  }
}

const expiresAfter = (core: Core, { service }: Incident): number =>
  (service && core.library.service(service)?.approvalsExpireMs) || expiresAfterMs

/** Plans an ended request once more, as it was asked then. */
export async function replan(core: Core, id: string, by: By, remediation: string): Promise<Result<Changed>> {
  const one = (await loadIncident(core, id))?.remediations.find((each) => each.id === remediation)
  if (!one) return refuse('no-remediation', 'That remediation is not part of this incident')
  const { name, title, input, verify, run, step, reason, undoes } = one
  return request(core, id, by, {
    name,
    title,
    input,
    ...(verify && { verify }),
    ...(reason && { reason }),
    ...(undoes && { undoes }),
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
