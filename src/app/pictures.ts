import { mayNotBreakGlass } from '../domain/break-glass.ts'
import type { Handoff } from '../domain/handoff.ts'
import type { Incident } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import { matchPlaybooks } from '../domain/match-playbook.ts'
import { isForIncidents, type Playbook } from '../domain/playbook.ts'
import type { RemediationRecord } from '../domain/remediation.ts'
import { currentRun } from '../domain/run.ts'
import { streamOf } from './change.ts'
import type { Core } from './core.ts'
import { isUndoable } from './ledger.ts'
import { approversOf, glassPolicy } from './policy.ts'
import type { Offer, Picture } from './ports/chat.ts'
import { progressOf } from './progress.ts'
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
    case 'approval': {
      const remediation = incident.remediations.find(({ id }) => id === ref.remediation)
      if (!remediation) return undefined
      return { ...(await approval(core, incident, remediation)), direct: ref.direct ?? false, now }
    }
    case 'glass':
    case 'output':
    case 'reminder': {
      const remediation = incident.remediations.find(({ id }) => id === ref.remediation)
      if (!remediation) return undefined
      return ref.of === 'output'
        ? output(core, incident, remediation)
        : { of: ref.of, incident, remediation, now }
    }
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

export function offerFor(core: Core, incident: Incident): Offer {
  const { service, severity, title } = incident
  const fitting = service
    ? matchPlaybooks({ service, severity, title }, core.library.playbooks(service)).ranked.map(
        ({ playbook }) => playbook,
      )
    : []
  const offered = fitting.filter(
    (one) => !incident.runs.some((run) => run.playbook === one.id && !run.endedAt),
  )
  return {
    playbooks: offered.map(({ id, title }) => ({ id, title })),
    ...(core.webUrl && { webUrl: core.webUrl }),
  }
}

export async function runsOf(core: Core, incident: Incident) {
  const current = currentRun(incident)
  if (!current) return []
  const runs = incident.runs.filter((run) => !run.endedAt || run === current)
  const drawn = await Promise.all(
    runs.map(async (run) => ({ run, playbook: await pinnedPlaybook(core, run) })),
  )
  return drawn
}

/** All playbooks somebody may run in an incident, those that fit it first; routines and planned work are not for it. */
export function runnable(core: Core, incident: Incident): Playbook[] {
  const all = core.library
    .playbooks(incident.service)
    .map(({ playbook }) => playbook)
    .filter(isForIncidents)
  const fitting = offerFor(core, incident).playbooks.map(({ id }) => id)
  const place = ({ id }: Playbook) => (fitting.includes(id) ? fitting.indexOf(id) : fitting.length)
  return all.toSorted((a, b) => place(a) - place(b))
}

async function phase(
  core: Core,
  incident: Incident,
  ref: { run: string; phase: number },
): Promise<Picture | undefined> {
  const run = incident.runs.find(({ id }) => id === ref.run)
  if (!run) return undefined
  const playbook: Playbook = await pinnedPlaybook(core, run)
  return { of: 'phase', incident, run, playbook, phase: ref.phase, now: core.clock.now() }
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

async function entryPicture(
  core: Core,
  incident: Incident,
  of: 'entry' | 'evidence' | 'gap',
  seq: number,
): Promise<Picture | undefined> {
  const entry = await core.store.event<IncidentEvent>(streamOf(incident.id), seq)
  if (!entry) return undefined
  const { event } = entry
  if (of === 'entry') return { of, incident, entry, offer: offerFor(core, incident) }
  if (of === 'gap') return event.type === 'gap-found' ? { of, incident, what: event.what } : undefined
  switch (event.type) {
    case 'check-finished':
      return {
        of,
        incident,
        title: event.title,
        passed: event.passed,
        summary: event.summary,
        lines: event.evidence,
      }
    case 'remediation-planned': {
      const { says, changes, warnings } = event.remediation.plan
      const lines = changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`)
      return { of, incident, title: says, summary: 'The whole plan', lines: [...lines, ...warnings] }
    }
    case 'remediation-verified':
    case 'remediation-failed': {
      const title = incident.remediations.find(({ id }) => id === event.id)?.plan.says ?? event.id
      return {
        of,
        incident,
        title,
        passed: event.type === 'remediation-verified',
        summary: event.says,
        lines: event.evidence,
      }
    }
    default:
      return undefined
  }
}
