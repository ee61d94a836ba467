import { changeActionItem } from '../domain/action-items.ts'
import { approve, question, reject } from '../domain/approval.ts'
import * as glass from '../domain/break-glass.ts'
import type { Incident } from '../domain/incident.ts'
import type { RemediationRecord } from '../domain/remediation.ts'
import { ok, type Refused, type Result, refuse } from '../domain/result.ts'
import type { Role } from '../domain/service.ts'
import { settleUnknown as settle } from '../domain/settle-unknown.ts'
import { type By, type Changed, change } from './change.ts'
import type { Core } from './core.ts'
import { approvalRule, clicker, glassPolicy, lacks, ownerOf } from './policy.ts'

const unknown = refuse('no-remediation', 'That remediation is not part of this incident')

const find = (incident: Incident, id: string): RemediationRecord | undefined =>
  incident.remediations.find((one) => one.id === id)

/** `hash` as the clicked message showed it; who may approve is decided from the clicker's identity alone. */
export const approveRemediation = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; hash: string },
): Promise<Result<Changed>> =>
  change(core, id, by, (incident) => {
    const one = find(incident, asked.remediation)
    if (!one) return unknown
    return approve(incident, {
      id: one.id,
      hash: asked.hash,
      by: clicker(core, by.actor),
      rule: approvalRule(core, incident, one),
      now: core.clock.now(),
    })
  })

export const rejectRemediation = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; reason: string },
): Promise<Result<Changed>> =>
  change(core, id, by, (incident) => {
    const one = find(incident, asked.remediation)
    if (!one) return unknown
    return reject(incident, {
      id: one.id,
      by: clicker(core, by.actor),
      rule: approvalRule(core, incident, one),
      reason: asked.reason,
    })
  })

/** Asked in the request's thread, where the one who wants the change sees it. */
export const questionRemediation = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; text: string },
): Promise<Result<Changed>> =>
  change(core, id, by, (incident) => question(incident, { id: asked.remediation, text: asked.text }))

/** Why this person may not break the glass; command alone, which anybody can take, is not enough. */
export function refusesGlass(core: Core, incident: Incident, person: string): Refused | undefined {
  const no = glass.mayNotBreakGlass(incident, person, glassPolicy(core, incident))
  return no ? refuse('no-break-glass', no) : lacks(core, person, ['responder'], 'break the glass')
}

/** Goes on without approval: the commander of a P0, outside working hours, who types what it changes and why. */
export const breakGlass = (
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; hash: string; target: string; reason: string },
): Promise<Result<Changed>> =>
  change(core, id, by, (incident) => {
    const refused = refusesGlass(core, incident, by.actor)
    if (refused) return refused
    const { remediation, hash, target, reason } = asked
    const reviewer = ownerOf(core, incident, by.actor)
    return glass.breakGlass(incident, {
      id: remediation,
      hash,
      target,
      reason,
      by: by.actor,
      policy: glassPolicy(core, incident),
      now: core.clock.now(),
      ...(reviewer && { reviewer }),
    })
  })

/** Who may say what they make of a broken glass. */
export const reviewers: readonly Role[] = ['approver', 'commander', 'lead', 'manager']

/** Afterwards, by somebody else who may approve or lead. */
export async function reviewBrokenGlass(
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; says: string },
): Promise<Result<Changed>> {
  const refused = lacks(core, by.actor, reviewers, 'review it')
  if (refused) return refused
  return change(core, id, by, (incident) => {
    const reviewed = glass.reviewBrokenGlass(incident, {
      id: asked.remediation,
      by: by.actor,
      says: asked.says,
    })
    if (!reviewed.ok) return reviewed
    const title = find(incident, asked.remediation)?.title ?? ''
    const item = incident.actionItems.find(({ text, done }) => !done && text === glass.reviewItem(title))
    const done = item && changeActionItem(incident, item.id, { done: true })
    return ok([...reviewed.value, ...(done?.ok ? done.value : [])])
  })
}

/** A person has looked at what nobody saw the end of. What was made is verified next. */
export async function settleUnknown(
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; as: 'applied' | 'not-applied'; says: string },
): Promise<Result<Changed>> {
  const refused = lacks(core, by.actor, ['responder'], 'say how a change ended')
  if (refused) return refused
  const { remediation, as, says } = asked
  return change(core, id, by, (incident) => settle(incident, { id: remediation, as, says }))
}
