import type { Incident } from '../domain/incident.ts'
import * as ledger from '../domain/ledger.ts'
import { resolve as mayResolve } from '../domain/lifecycle.ts'
import type { RemediationRecord } from '../domain/remediation.ts'
import { ok, type Refused, type Result, refuse } from '../domain/result.ts'
import { type By, type Changed, change, loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { resolve } from './incidents.ts'
import { instrumentsOf, saysOf, serviceFor, within } from './instruments.ts'
import { remediationNamed } from './planning.ts'
import { lacks } from './policy.ts'
import { replan, request } from './remediations.ts'

const lookWithinMs = 10_000

/** Whether there is something to put back, and a way to. */
export const isUndoable = (core: Core, one: RemediationRecord): boolean =>
  ledger.undoable(one) && remediationNamed(core, one.name)?.undo !== undefined

/**
 * Plans putting back what a remediation did, from what it found before. Refused, with the difference, when
 * somebody has changed the target since. An approval of its own follows.
 */
export async function undo(
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; reason?: string },
): Promise<Result<Changed>> {
  const incident = await loadIncident(core, id)
  if (!incident) return refuse('no-incident', `There is no ${id}`)
  if (by.cause && (await core.store.applied(by.cause))) return ok({ incident, entries: [] })
  const one = incident.remediations.find((each) => each.id === asked.remediation)
  if (!one) return refuse('no-remediation', 'That remediation is not part of this incident')
  const back = await wayBack(core, incident, one)
  if (!back.ok) return back
  return request(core, id, by, {
    ...back.value,
    title: `Undo: ${one.title}`.slice(0, 200),
    undoes: one.id,
    ...(asked.reason && { reason: asked.reason }),
  })
}

async function wayBack(core: Core, incident: Incident, one: RemediationRecord) {
  const remediation = remediationNamed(core, one.name)
  if (one.plan.irreversible)
    return refuse(
      'no-undo',
      `Muster knows no way to put “${one.title}” back: do it by hand, or declare an undo in service.yml for the next time`,
    )
  if (!ledger.undoable(one))
    return refuse('not-standing', `“${one.title}” left nothing that could be put back`)
  if (!remediation?.undo) return refuse('no-undo', `What ${one.name} did cannot be put back by Muster`)
  const service = serviceFor(core, incident)
  if (!service.ok) return service
  const { undo } = remediation
  try {
    return await within(lookWithinMs, (signal) =>
      undo(one.plan.data, instrumentsOf(core, signal), { service: service.value, signal, id: one.id }),
    )
  } catch (error) {
    return refuse('no-look', `The target could not be looked at, so nothing is planned: ${saysOf(error)}`)
  }
}

/** Plans an ended request once more. One that puts something back looks anew whether that is still there. */
export async function planAgain(
  core: Core,
  id: string,
  by: By,
  remediation: string,
): Promise<Result<Changed>> {
  const one = (await loadIncident(core, id))?.remediations.find((each) => each.id === remediation)
  if (!one?.undoes) return replan(core, id, by, remediation)
  return undo(core, id, by, { remediation: one.undoes, ...(one.reason && { reason: one.reason }) })
}

export async function keepChange(
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; owner: string; until: string; reason?: string },
): Promise<Result<Changed>> {
  const refused = lacks(core, by.actor, ['responder'], 'keep a change')
  if (refused) return refused
  const { remediation, ...rest } = asked
  return change(core, id, by, (incident) =>
    ledger.keepChange(incident, { id: remediation, ...rest, now: core.clock.now() }),
  )
}

export async function makePermanent(
  core: Core,
  id: string,
  by: By,
  asked: { remediation: string; reason?: string },
): Promise<Result<Changed>> {
  const refused = lacks(core, by.actor, ['responder'], 'make a change permanent')
  if (refused) return refused
  const { remediation, ...rest } = asked
  return change(core, id, by, (incident) => ledger.makePermanent(incident, { id: remediation, ...rest }))
}

export type Settlement = {
  remediation: string
  as: 'revert' | 'keep' | 'permanent'
  owner?: string
  until?: string
  reason?: string
}

/** Why it cannot be decided so, before any of the others is: half a form is worse than none. */
function mayNotSettle(core: Core, incident: Incident, one: Settlement): Refused | undefined {
  const { remediation: id, as, owner, until } = one
  if (as === 'revert') return undefined
  if (as === 'keep' && !(owner && until))
    return refuse('no-owner', 'To keep a change, name who puts it back and by when')
  const decided =
    as === 'keep' && owner && until
      ? ledger.keepChange(incident, { id, owner, until, now: core.clock.now() })
      : ledger.makePermanent(incident, { id })
  return decided.ok ? undefined : decided
}

/**
 * Decides about each change that still stands, then resolves. What is to be put back is planned now, and the
 * incident is resolved once that is done: `reverting` names those.
 */
export async function resolveSettling(
  core: Core,
  id: string,
  by: By,
  asked: { cause?: string; settle: readonly Settlement[] },
): Promise<Result<Changed & { reverting: string[] }>> {
  const before = await loadIncident(core, id)
  if (!before) return refuse('no-incident', `There is no ${id}`)
  const may = mayResolve(before, { by: by.actor })
  if (!may.ok && may.refusal.code !== 'standing-changes') return may
  const wrong = asked.settle.map((one) => mayNotSettle(core, before, one)).find((one) => one !== undefined)
  if (wrong) return wrong
  const part = (n: string): By => (by.cause ? { ...by, cause: `${by.cause}/${n}` } : by)
  const reverting: string[] = []
  for (const { remediation, as, owner, until, reason } of asked.settle) {
    const words = reason ? { remediation, reason } : { remediation }
    const mine = part(remediation)
    if (as === 'revert') reverting.push(remediation)
    const done =
      as === 'permanent'
        ? await makePermanent(core, id, mine, words)
        : as === 'revert'
          ? await undo(core, id, mine, words)
          : owner && until
            ? await keepChange(core, id, mine, { ...words, owner, until })
            : refuse('no-owner', 'To keep a change, name who puts it back and by when')
    if (!done.ok) return done
  }
  const incident = await loadIncident(core, id)
  if (!incident) return refuse('no-incident', `There is no ${id}`)
  if (reverting.length > 0) return ok({ incident, entries: [], reverting })
  const resolved = await resolve(core, id, by, asked.cause)
  return resolved.ok ? ok({ ...resolved.value, reverting }) : resolved
}
