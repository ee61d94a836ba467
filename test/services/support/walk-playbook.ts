import { expect } from 'vitest'
import { evolve } from '../../../src/domain/evolve.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import type { IncidentEvent } from '../../../src/domain/incident-event.ts'
import type { JsonObject } from '../../../src/domain/json.ts'
import { needsOf, stillAsked, withGiven } from '../../../src/domain/needs.ts'
import { type PinnedPlaybook, phaseSteps, type Step } from '../../../src/domain/playbook.ts'
import type { Result } from '../../../src/domain/result.ts'
import { phaseSettled, runSteps } from '../../../src/domain/run.ts'
import * as walk from '../../../src/domain/walk.ts'

/** A check or a remediation, as a step of that title asks for it. */
export type Asked = { title: string; name: string; input: JsonObject }

/** Every step, those of all branches included. */
export const stepsOf = ({ playbook }: PinnedPlaybook): Step[] =>
  playbook.phases.flatMap((phase, n) => [
    ...phaseSteps(phase, n).map(({ step }) => step),
    ...phase.branches.flatMap(({ steps }) => steps),
  ])

/** What several steps ask alike is asked once, under the title of the first. */
function distinct(all: readonly Asked[]): Asked[] {
  const found = new Map<string, Asked>()
  for (const one of all) {
    const key = JSON.stringify([one.name, one.input])
    if (!found.has(key)) found.set(key, one)
  }
  return [...found.values()]
}

/** What somebody would say to the questions of steps, by input. */
export type Answers = Readonly<Record<string, string | number>>

/** A step's inputs with what it needs; an error where a need has no answer. */
function filled(step: Extract<Step, { kind: 'check' | 'fix' }>, answers: Answers): JsonObject {
  const [open] = stillAsked(step, answers)
  if (open) throw new Error(`“${step.title}” asks “${open}”: give the walk an answer`)
  const given = Object.keys(needsOf(step)).map((name) => [name, answers[name]])
  return withGiven(step.with, Object.fromEntries(given))
}

export const checksOf = (steps: readonly Step[], answers: Answers = {}) =>
  distinct(
    steps.flatMap((step) =>
      step.kind === 'check' ? [{ title: step.title, name: step.check, input: filled(step, answers) }] : [],
    ),
  )

/** The checks that remediations end with. */
export const verificationsOf = (steps: readonly Step[]) =>
  distinct(
    steps.flatMap(({ title, ...step }) =>
      step.kind === 'fix' && step.verify
        ? [{ title: `Verify: ${title}`, name: step.verify.check, input: step.verify.with }]
        : [],
    ),
  )

export const remediationsOf = (steps: readonly Step[], answers: Answers = {}) =>
  distinct(
    steps.flatMap((step) =>
      step.kind === 'fix'
        ? [{ title: step.title, name: step.remediation, input: filled(step, answers) }]
        : [],
    ),
  )

/** Goes through a playbook once with each answer; answers the titles of the steps that it never came to. */
export function neverReached(pinned: PinnedPlaybook): string[] {
  const titles = stepsOf(pinned).map(({ title }) => title)
  const ways = Array.from({ length: waysThrough(pinned) }, (_, answer) => walkToEnd(pinned, answer))
  const reached = new Set(ways.flat())
  return titles.filter((title) => !reached.has(title))
}

const waysThrough = (pinned: PinnedPlaybook): number =>
  Math.max(
    1,
    ...pinned.playbook.phases.map(({ branches }) => branches.length),
    ...stepsOf(pinned).map((step) => (step.kind === 'ask' ? step.options.length : 1)),
  )

/** Walks a playbook by the record's own rules, giving the same answer wherever there is a choice. */
function walkToEnd(pinned: PinnedPlaybook, answer: number): string[] {
  const { playbook } = pinned
  const fold = (state: Incident | undefined, event: IncidentEvent) =>
    evolve(state, { stream: '', seq: 1, at: '2026-11-17T02:10:00Z', actor: 'U', event })
  let incident = fold(undefined, { type: 'declared', number: 1, title: 'x', severity: 'p1', commander: 'U' })
  const must = (decided: Result<readonly IncidentEvent[]>) => {
    if (!decided.ok) throw new Error(`${playbook.id}: ${decided.refusal.says}`)
    for (const event of walk.movingOn(incident, 'r1', playbook, decided.value))
      incident = fold(incident, event)
  }
  const run = () => {
    const [found] = incident.runs
    if (!found) throw new Error(`${playbook.id} does not run`)
    return found
  }
  const walked: string[] = []
  must(walk.startRun(incident, pinned))
  for (const [n, phase] of playbook.phases.entries()) {
    expect(run().phase, `${playbook.id} comes to “${phase.name}”`).toBe(n)
    if (phase.branches.length > 0)
      must(walk.chooseBranch(run(), playbook, n, Math.min(answer, phase.branches.length - 1)))
    for (const { id, step } of runSteps(run(), playbook, n)) {
      walked.push(step.title)
      if (step.kind === 'ask')
        must(walk.answerStep(run(), playbook, id, Math.min(answer, step.options.length - 1)))
      else must(walk.completeStep(run(), playbook, id))
    }
    expect(phaseSettled(run(), playbook, n), `${playbook.id}: “${phase.name}” is settled`).toBe(true)
  }
  expect(run().endedAt, `${playbook.id} ends`).toBeDefined()
  return walked
}
