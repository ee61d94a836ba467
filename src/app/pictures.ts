import type { Handoff } from '../domain/handoff.ts'
import type { Incident } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import { currentRun } from '../domain/run.ts'
import { streamOf } from './change.ts'
import type { Core } from './core.ts'
import { offerFor } from './offer.ts'
import { entryPicture } from './pictures/entry.ts'
import { remediationPicture } from './pictures/remediation.ts'
import type { Picture } from './ports/chat.ts'
import { pinnedPlaybook } from './runs.ts'
import type { PictureRef } from './showing.ts'

/** Looks up what a reference names, as it is now. Undefined when it is gone. */
export async function lookUp(core: Core, ref: PictureRef): Promise<Picture | undefined> {
  if (ref.of === 'words') return ref
  if (ref.of === 'handoff') {
    const handoff = await core.store.load<Handoff>(ref.handoff)
    return handoff && { of: 'handoff', handoff: handoff.state }
  }
  const loaded = await core.store.load<Incident>(streamOf(ref.incident))
  if (!loaded) return undefined
  const incident = loaded.state
  const now = core.clock.now()
  switch (ref.of) {
    case 'card':
      return {
        of: 'card',
        incident,
        ...serviceOf(core, incident),
        runs: await runsOf(core, incident),
        offer: offerFor(core, incident),
        now,
      }
    case 'announcement':
      return {
        of: 'announcement',
        incident,
        ...serviceOf(core, incident),
        offer: offerFor(core, incident),
        now,
      }
    case 'phase':
      return phase(core, incident, ref)
    case 'approval':
    case 'glass':
    case 'output':
    case 'reminder':
      return remediationPicture(core, incident, ref)
    case 'postmortem':
      return (
        incident.postmortem && {
          of: 'postmortem',
          incident,
          path: incident.postmortem.path,
          offer: offerFor(core, incident),
        }
      )
    default:
      return entryPicture(core, incident, ref.of, ref.seq)
  }
}

export async function catchUp(core: Core, incident: Incident): Promise<Picture> {
  const entries = await core.store.timeline<IncidentEvent>(streamOf(incident.id))
  return {
    of: 'catch-up',
    incident,
    ...serviceOf(core, incident),
    runs: await runsOf(core, incident),
    entries,
    offer: offerFor(core, incident),
    now: core.clock.now(),
  }
}

export const serviceOf = (core: Core, incident: Incident) => {
  const service = incident.service ? core.library.service(incident.service) : undefined
  return service ? { service } : {}
}

export async function runsOf(core: Core, incident: Incident) {
  const current = currentRun(incident)
  if (!current) return []
  const runs = incident.runs.filter((run) => !run.endedAt || run === current)
  return Promise.all(runs.map(async (run) => ({ run, playbook: await pinnedPlaybook(core, run) })))
}

async function phase(
  core: Core,
  incident: Incident,
  ref: { run: string; phase: number },
): Promise<Picture | undefined> {
  const run = incident.runs.find(({ id }) => id === ref.run)
  if (!run) return undefined
  const playbook = await pinnedPlaybook(core, run)
  return { of: 'phase', incident, run, playbook, phase: ref.phase, now: core.clock.now() }
}
