import { evolve } from './evolve.ts'
import type { Incident, Run } from './incident.ts'
import type { IncidentEvent, RunEvent } from './incident-event.ts'
import type { JsonObject } from './json.ts'
import { over } from './lifecycle.ts'
import { stillAsked } from './needs.ts'
import type { PinnedPlaybook, Playbook, Step, StepId } from './playbook.ts'
import { ok, type Result, refuse } from './result.ts'
import { findStep, phaseOf, phaseSettled, type RunStep, runSteps, settled } from './run.ts'

type Decision = Result<RunEvent[]>

/** `automatic`: the playbook fitted the incident, and nobody had to choose it. */
export function startRun(incident: Incident, pinned: PinnedPlaybook, automatic = false): Decision {
  if (over(incident))
    return refuse('over', `${incident.id} is ${incident.status}: reopen it to run a playbook`)
  const { playbook, digest } = pinned
  const same = incident.runs.find((run) => run.playbook === playbook.id && !run.endedAt)
  if (same) return refuse('already-running', `“${playbook.title}” is running here already`)
  const run = `r${incident.runs.length + 1}`
  return ok([
    {
      type: 'run-started',
      run,
      playbook: playbook.id,
      title: playbook.title,
      digest,
      phases: playbook.phases.length,
      ...(automatic && { automatic }),
    },
    ...beginPhase(run, playbook, 0),
  ])
}

/**
 * Moves on although steps are open: they stay open, and can be done later. `from` is the phase that the one who
 * asks has seen, so that two people asking at once move on once.
 */
export function nextPhase(run: Run, playbook: Playbook, from: number): Decision {
  if (run.endedAt) return refuse('run-over', `“${run.title}” is finished`)
  if (run.phase !== from)
    return refuse('moved-on', `“${playbook.phases[run.phase]?.name ?? 'The next phase'}” has begun already`)
  return ok(following(run, playbook, false))
}

export function chooseBranch(run: Run, playbook: Playbook, phase: number, branch: number): Decision {
  const chosen = playbook.phases[phase]?.branches[branch]
  if (!chosen) return refuse('no-branch', 'That branch is not in the playbook')
  if (run.endedAt) return refuse('run-over', `“${run.title}” is finished`)
  const record = run.phases[phase]
  if (!record?.startedAt) return refuse('not-begun', 'That phase has not begun')
  if (record.branch === branch) return refuse('same-branch', `“${chosen.when}” is chosen already`)
  return ok([
    { type: 'branch-chosen', run: run.id, phase, branch, when: chosen.when },
    ...leadingChecks(run.id, chosen.steps, (n) => `${phase}.b${branch}.${n}`),
  ])
}

export function completeStep(run: Run, playbook: Playbook, id: StepId, summary?: string): Decision {
  const found = open(run, playbook, id)
  if (!found.ok) return found
  return ok([
    { type: 'step-done', run: run.id, step: id, title: found.value.step.title, ...(summary && { summary }) },
  ])
}

/** The answer to an `ask` step; one that names a branch of its phase chooses it too. */
export function answerStep(run: Run, playbook: Playbook, id: StepId, answer: number): Decision {
  const found = open(run, playbook, id)
  if (!found.ok) return found
  const { step } = found.value
  const words = step.kind === 'ask' ? step.options[answer] : undefined
  if (words === undefined) return refuse('no-answer', 'That answer is not in the playbook')
  const phase = phaseOf(id)
  const branch = playbook.phases[phase]?.branches.findIndex(({ when }) => when === words) ?? -1
  const chosen = branch >= 0 ? chooseBranch(run, playbook, phase, branch) : ok([])
  return ok([
    { type: 'step-done', run: run.id, step: id, title: step.title, summary: words },
    ...(chosen.ok ? chosen.value : []),
  ])
}

export function skipStep(run: Run, playbook: Playbook, id: StepId, reason: string): Decision {
  if (!reason.trim()) return refuse('no-reason', 'Say why the step is skipped: the post-mortem shows it')
  const found = open(run, playbook, id)
  if (!found.ok) return found
  if (found.value.record.status === 'running')
    return refuse('running', `“${found.value.step.title}” is running: wait until it has ended`)
  return ok([{ type: 'step-skipped', run: run.id, step: id, title: found.value.step.title, reason }])
}

export function assignStep(run: Run, playbook: Playbook, id: StepId, to: string): Decision {
  const found = open(run, playbook, id)
  if (!found.ok) return found
  return ok([{ type: 'step-assigned', run: run.id, step: id, title: found.value.step.title, to }])
}

export function addStep(run: Run, phase: number, title: string): Decision {
  if (!title.trim()) return refuse('empty', 'Say what the step is')
  const record = run.phases[phase]
  if (!record) return refuse('no-phase', 'That phase is not in the playbook')
  return ok([{ type: 'step-added', run: run.id, phase, step: `${phase}.x${record.added.length}`, title }])
}

/** Runs a check now: the first time, or once more. `given`: what it needs; what was given before, when absent. */
export function startCheck(run: Run, playbook: Playbook, id: StepId, given?: JsonObject): Decision {
  const found = findStep(run, playbook, id)
  if (found?.step.kind !== 'check') return refuse('not-a-check', 'That step is not a check')
  if (found.record.status === 'running') return refuse('running', `“${found.step.title}” is running already`)
  const [open] = stillAsked(found.step, given ?? found.record.given)
  if (open !== undefined) return refuse('needs', `“${found.step.title}” has to know first: ${open}`)
  return ok([{ ...checkStarted(run.id, id, found.step.title), ...(given && { given }) }])
}

/**
 * The events, and what follows from them: checks that waited for a remediation to be over, the next phase when
 * this one is settled, the run's end after the last.
 */
export function movingOn(
  incident: Incident,
  runId: string,
  playbook: Playbook,
  events: readonly IncidentEvent[],
): IncidentEvent[] {
  const before = incident.runs.find((one) => one.id === runId)
  const run = events.reduce(fold, incident).runs.find((one) => one.id === runId)
  if (!run || !before || run.endedAt) return [...events]
  const freed = freedChecks(before, run, playbook)
  const settledNow = phaseSettled(run, playbook, run.phase) && !phaseSettled(before, playbook, run.phase)
  if (freed.length > 0 || !settledNow) return [...events, ...freed]
  return [...events, ...following(run, playbook, true)]
}

const fold = (state: Incident, event: IncidentEvent): Incident =>
  evolve(state, { stream: '', seq: 0, at: '-', actor: '-', event })

/** Checks behind a remediation look at what it did: they start when it is over. */
function freedChecks(before: Run, after: Run, playbook: Playbook): RunEvent[] {
  const steps = runSteps(after, playbook, after.phase)
  const earlier = new Map(runSteps(before, playbook, after.phase).map((one) => [one.id, one]))
  return steps.flatMap((one, index) => {
    const old = earlier.get(one.id)
    if (one.step.kind !== 'fix' || !settled(one) || !old || settled(old)) return []
    const rest = steps.slice(index + 1)
    const end = rest.findIndex(({ step }) => step.kind === 'fix')
    return rest
      .slice(0, end < 0 ? rest.length : end)
      .filter(({ step, record }) => looksByItself(step) && record.status === 'open')
      .map(({ id, step }) => ({ ...checkStarted(after.id, id, step.title), automatic: true as const }))
  })
}

function following(run: Run, playbook: Playbook, automatic: boolean): RunEvent[] {
  const next = run.phase + 1
  const mark = automatic ? { automatic: true as const } : {}
  if (next >= playbook.phases.length) return [{ type: 'run-finished', run: run.id, ...mark }]
  return beginPhase(run.id, playbook, next, automatic)
}

function beginPhase(run: string, playbook: Playbook, index: number, automatic = true): RunEvent[] {
  const phase = playbook.phases[index]
  if (!phase) return []
  return [
    { type: 'phase-started', run, phase: index, name: phase.name, ...(automatic && { automatic }) },
    ...leadingChecks(run, phase.steps, (n) => `${index}.${n}`),
  ]
}

/** The checks that can look at once: those before the first remediation. */
function leadingChecks(run: string, steps: readonly Step[], id: (n: number) => StepId): RunEvent[] {
  const end = steps.findIndex(({ kind }) => kind === 'fix')
  return steps
    .slice(0, end < 0 ? steps.length : end)
    .flatMap((step, n) =>
      looksByItself(step) ? [{ ...checkStarted(run, id(n), step.title), automatic: true as const }] : [],
    )
}

/** A check that nobody has to tell anything. */
const looksByItself = (step: Step): boolean => step.kind === 'check' && stillAsked(step).length === 0

const checkStarted = (run: string, step: StepId, title: string) =>
  ({ type: 'check-started', run, step, title }) satisfies RunEvent

function open(run: Run, playbook: Playbook, id: StepId): Result<RunStep> {
  const found = findStep(run, playbook, id)
  if (!found) return refuse('no-step', 'That step is not in the playbook any more')
  if (settled(found) && found.record.status !== 'failed')
    return refuse('settled', `“${found.step.title}” is ${found.record.status} already${whose(found)}`)
  return ok(found)
}

const whose = ({ record }: RunStep) => (record.by && record.by !== 'muster' ? ` by <@${record.by}>` : '')
