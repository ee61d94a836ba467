import { addActionItem } from './action-items.ts'
import type { Incident } from './incident.ts'
import type { LifecycleEvent, RemediationEvent } from './incident-event.ts'
import { over } from './lifecycle.ts'
import type { RemediationRecord } from './remediation.ts'
import { ok, type Result, refuse } from './result.ts'

type Decision = Result<(RemediationEvent | LifecycleEvent)[]>

/** What decides whether somebody may go on alone, besides the incident itself. */
export type GlassPolicy = { allowed: boolean; workingHours: boolean }

/** Why `person` may not go on without approval; undefined when they may. */
export function mayNotBreakGlass(
  incident: Incident,
  person: string,
  { allowed, workingHours }: GlassPolicy,
): string | undefined {
  if (!allowed) return 'service.yml of this service allows no breaking of the glass'
  if (incident.severity !== 'p0') return `Only in a P0: ${incident.id} is ${incident.severity.toUpperCase()}`
  if (incident.commander !== person) return `Only the commander may, <@${incident.commander}>`
  if (workingHours) return 'Only outside working hours: somebody who may approve is at work now'
  return undefined
}

/** The name that has to be typed: the last word of what the plan changes. */
export const targetName = ({ plan }: RemediationRecord): string =>
  plan.target.split(/[\s/]+/).findLast(Boolean) ?? plan.target

/** The action item that a broken glass leaves. */
export const reviewItem = (title: string): string => `Review the broken glass: “${title}”, without approval`

/** A P0's commander, alone at night, goes on without approval. It is looked at afterwards: an action item says so. */
export function breakGlass(
  incident: Incident,
  request: {
    id: string
    hash: string
    by: string
    target: string
    reason: string
    policy: GlassPolicy
    now: Date
    reviewer?: string
  },
): Decision {
  const { id, hash, by, target, reason, policy, now, reviewer } = request
  const one = incident.remediations.find((each) => each.id === id)
  if (!one) return refuse('no-remediation', 'That remediation is not part of this incident')
  if (one.state !== 'planned') return refuse('decided', `This is ${one.state} already`)
  if (over(incident)) return refuse('over', `${incident.id} is ${incident.status}: reopen it first`)
  const no = mayNotBreakGlass(incident, by, policy)
  if (no) return refuse('no-break-glass', no)
  if (one.hash !== hash) return refuse('other-plan', 'The plan has changed: look at the newest one')
  if (Date.parse(one.expiresAt) <= now.getTime())
    return refuse('expired', 'This request has expired: ask for it again')
  if (target.trim() !== targetName(one))
    return refuse('other-target', `Type the name of what it changes, “${targetName(one)}”, to go on`)
  if (reason.trim().length < 10)
    return refuse('no-reason', 'Say in a few words why it cannot wait for an approval')
  const item = addActionItem(incident, {
    text: reviewItem(one.title),
    ...(reviewer && reviewer !== by && { assignee: reviewer }),
  })
  return ok([{ type: 'glass-broken', id, hash, reason: reason.trim() }, ...(item.ok ? item.value : [])])
}

/** Somebody else says what they make of it. */
export function reviewBrokenGlass(
  incident: Incident,
  { id, by, says }: { id: string; by: string; says: string },
): Decision {
  const glass = incident.remediations.find((one) => one.id === id)?.brokenGlass
  if (!glass) return refuse('no-broken-glass', 'No glass was broken for that')
  if (glass.reviewed) return refuse('reviewed', `<@${glass.reviewed.by}> has reviewed it already`)
  if (glass.by === by) return refuse('self-review', 'You broke the glass: somebody else has to review it')
  if (!says.trim()) return refuse('no-words', 'Say what you make of it')
  return ok([{ type: 'broken-glass-reviewed', id, says: says.trim() }])
}
