import { freezing } from '../domain/freeze.ts'
import type { Incident, Run } from '../domain/incident.ts'
import type { IncidentEvent } from '../domain/incident-event.ts'
import type { JsonObject } from '../domain/json.ts'
import { withGiven } from '../domain/needs.ts'
import { leadsTo, type PinnedPlaybook, type Playbook } from '../domain/playbook.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { findStep } from '../domain/run.ts'
import * as walk from '../domain/walk.ts'
import { type By, type Changed, change, loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { serviceFor } from './instruments.ts'

/** The playbook as it stood when the run began, whatever became of its file since. */
export async function pinnedPlaybook(core: Core, run: Run): Promise<Playbook> {
  const kept = await core.store.definition(run.digest)
  if (!kept) throw new Error(`The playbook ${run.playbook} at ${run.digest} is not in the record`)
  return kept
}

/** Keeps a playbook's definition, so that runs begun with it never change under people's hands. */
export async function pin(core: Core, { digest, playbook }: PinnedPlaybook): Promise<void> {
  await core.store.keepDefinition(digest, playbook)
}

export async function startRun(
  core: Core,
  incident: string,
  playbookId: string,
  by: By,
): Promise<Result<Changed>> {
  const pinned = core.library.playbook(playbookId)
  if (!pinned) return refuse('no-playbook', `There is no playbook ${playbookId}`)
  await pin(core, pinned)
  return change(core, incident, by, (state) => {
    if (state.service && pinned.playbook.service !== state.service)
      return refuse(
        'other-service',
        `“${pinned.playbook.title}” belongs to ${pinned.playbook.service}, this incident to ${state.service}`,
      )
    const started = walk.startRun(state, pinned)
    return started.ok ? ok([...started.value, ...frozen(core, state, pinned.playbook)]) : started
  })
}

/** What the playbook keeps from being changed, from its start on. */
export function frozen(core: Core, { id, service }: Incident, playbook: Playbook): IncidentEvent[] {
  const known = service === undefined ? undefined : core.library.service(service)
  return freezing(playbook, known, { incident: id, now: core.clock.now() })
}

export type StepRef = { incident: string; run: string; step: string }

type StepDecision = (
  run: Run,
  playbook: Playbook,
  incident: Incident,
) => Result<Parameters<typeof walk.movingOn>[3]>

/** A change to one run: decided on the run and its own playbook; a settled phase moves on by itself. */
export async function changeRun(
  core: Core,
  ref: { incident: string; run: string },
  by: By,
  decide: StepDecision,
): Promise<Result<Changed>> {
  const playbook = await playbookOfRun(core, ref)
  if (!playbook.ok) return playbook
  return change(core, ref.incident, by, (incident) => {
    const run = incident.runs.find(({ id }) => id === ref.run)
    if (!run) return refuse('no-run', 'That playbook run is not part of this incident')
    if (incident.status === 'closed') return refuse('closed', `${incident.id} is closed`)
    const decided = decide(run, playbook.value, incident)
    return decided.ok ? ok(walk.movingOn(incident, run.id, playbook.value, decided.value)) : decided
  })
}

export async function playbookOfRun(
  core: Core,
  ref: { incident: string; run: string },
): Promise<Result<Playbook>> {
  const run = (await loadRun(core, ref))?.run
  return run
    ? ok(await pinnedPlaybook(core, run))
    : refuse('no-run', 'That playbook run is not part of this incident')
}

/** A step with its record, as it is now. */
export async function loadStep(core: Core, ref: StepRef) {
  const loaded = await loadRun(core, ref)
  if (!loaded) return undefined
  const playbook = await pinnedPlaybook(core, loaded.run)
  const step = findStep(loaded.run, playbook, ref.step)
  return step && { ...loaded, playbook, ...step }
}

async function loadRun(core: Core, ref: { incident: string; run: string }) {
  const incident = await loadIncident(core, ref.incident)
  const run = incident?.runs.find(({ id }) => id === ref.run)
  return incident && run && { incident, run }
}

export const completeStep = (core: Core, ref: StepRef, by: By, summary?: string) =>
  changeRun(core, ref, by, (run, playbook) => walk.completeStep(run, playbook, ref.step, summary))

/** Starts the playbook that a step leads to; with that the step is done, also where it runs already. */
export async function followStep(core: Core, ref: StepRef, by: By): Promise<Result<Changed>> {
  const at = await loadStep(core, ref)
  const next = at && leadsTo(at.playbook.service, at.step)
  if (!at || next === undefined) return refuse('no-step', 'That step leads to no playbook')
  const pinned = core.library.playbook(next)
  if (!pinned) return refuse('no-playbook', `There is no playbook ${next}: do by hand what the step says`)
  await pin(core, pinned)
  return changeRun(core, ref, by, (run, playbook, incident) => {
    const done = walk.completeStep(run, playbook, ref.step, `“${pinned.playbook.title}” has begun`)
    const started = walk.startRun(incident, pinned)
    if (!done.ok || (!started.ok && started.refusal.code === 'already-running')) return done
    return started.ok
      ? ok([...done.value, ...started.value, ...frozen(core, incident, pinned.playbook)])
      : started
  })
}

export const answer = (core: Core, ref: StepRef, by: By, chosen: number) =>
  changeRun(core, ref, by, (run, playbook) => walk.answerStep(run, playbook, ref.step, chosen))

export const skipStep = (core: Core, ref: StepRef, by: By, reason: string) =>
  changeRun(core, ref, by, (run, playbook) => walk.skipStep(run, playbook, ref.step, reason))

export const assignStep = (core: Core, ref: StepRef, by: By, to: string) =>
  changeRun(core, ref, by, (run, playbook) => walk.assignStep(run, playbook, ref.step, to))

/** `given`: what the check needs to know; refused before it is recorded where the check would not take it. */
export async function runCheck(core: Core, ref: StepRef, by: By, given?: JsonObject) {
  const at = given && (await loadStep(core, ref))
  const service = at && serviceFor(core, at.incident)
  if (at?.step.kind === 'check' && service?.ok) {
    const { check: name, with: input } = at.step
    const says = core.checks
      .find((one) => one.name === name)
      ?.refuses(withGiven(input, given ?? {}), service.value)
    if (says !== undefined) return refuse('bad-input', says)
  }
  return changeRun(core, ref, by, (run, playbook) => walk.startCheck(run, playbook, ref.step, given))
}

export const nextPhase = (core: Core, ref: { incident: string; run: string; phase: number }, by: By) =>
  changeRun(core, ref, by, (run, playbook) => walk.nextPhase(run, playbook, ref.phase))

export const chooseBranch = (
  core: Core,
  ref: { incident: string; run: string; phase: number },
  by: By,
  branch: number,
) => changeRun(core, ref, by, (run, playbook) => walk.chooseBranch(run, playbook, ref.phase, branch))

export const addStep = (
  core: Core,
  ref: { incident: string; run: string; phase: number },
  by: By,
  title: string,
) => changeRun(core, ref, by, (run) => walk.addStep(run, ref.phase, title))
