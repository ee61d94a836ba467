import { mayNotBreakGlass } from '../../domain/break-glass.ts'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Core } from '../core.ts'
import { isUndoable } from '../ledger.ts'
import { approversOf, glassPolicy } from '../policy.ts'
import type { Picture } from '../ports/chat.ts'
import { progressOf } from '../progress.ts'
import type { PictureRef } from '../showing.ts'

type Ref = Extract<PictureRef, { remediation: string }>

/** A remediation as its approvers, its commander or its owner see it. Undefined when there is nothing to see yet. */
export async function remediationPicture(
  core: Core,
  incident: Incident,
  ref: Ref,
): Promise<Picture | undefined> {
  const remediation = incident.remediations.find(({ id }) => id === ref.remediation)
  if (!remediation) return undefined
  const now = core.clock.now()
  switch (ref.of) {
    case 'approval':
      return { ...(await approval(core, incident, remediation)), direct: ref.direct ?? false, now }
    case 'output':
      return output(core, incident, remediation)
    case 'glass':
    case 'reminder':
      return { of: ref.of, incident, remediation, now }
  }
}

async function approval(core: Core, incident: Incident, remediation: RemediationRecord) {
  const { state } = remediation
  const progress = ['running', 'applied'].includes(state) ? await progressOf(core, remediation.id) : undefined
  const open = state === 'planned'
  return {
    of: 'approval' as const,
    incident,
    remediation,
    approvers: open ? approversOf(core, incident, remediation, remediation.requestedBy) : [],
    ...(progress?.length && { progress: progress.at(-1) ?? '' }),
    mayBreakGlass: open && !mayNotBreakGlass(incident, incident.commander, glassPolicy(core, incident)),
    undoable: isUndoable(core, remediation),
  }
}

async function output(
  core: Core,
  incident: Incident,
  remediation: RemediationRecord,
): Promise<Picture | undefined> {
  const lines = remediation.output ?? (await progressOf(core, remediation.id))
  if (!lines || lines.length === 0) return undefined
  return { of: 'output', incident, remediation, lines, running: remediation.state === 'running' }
}
