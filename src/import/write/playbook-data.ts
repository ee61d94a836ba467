import type { JsonObject } from '../../domain/json.ts'
import type { Path } from '../../library/mistake.ts'
import type { PhaseDraft, PlaybookDraft, Said, StepDraft } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import type { Mark } from './mark.ts'
import { apart, fitting, stepData } from './step-data.ts'

export type Drawn = { data: JsonObject; marks: Mark[] }

/** A playbook as YAML holds it, and which lines went where. */
export function playbookData(draft: PlaybookDraft): Drawn {
  const marks: Mark[] = [{ path: ['title'], from: draft.from, decide: decisions(draft) }]
  const summary = draft.summary.map(({ text }) => text).join('\n')
  if (draft.summary.length > 0) marks.push({ path: ['summary'], from: lines(draft.summary), decide: [] })
  const detect = detectData(draft, marks)
  const phases = draft.phases.map((phase, n) => phaseData(phase, ['phases', n], marks))
  return {
    data: {
      title: draft.title,
      ...(draft.summary.length > 0 ? { summary: shortened(summary, 2900) } : {}),
      ...(draft.declare.length > 0 ? { declare: draft.declare } : {}),
      ...(detect ? { detect } : {}),
      ...(draft.every ? { checklist: { every: draft.every } } : {}),
      phases,
    },
    marks,
  }
}

const shortened = (text: string, most: number) =>
  (text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`).trim() || '…'

const lines = (all: readonly Said[]) => all.flatMap(({ from }) => [...from])

const decisions = ({ declare, every, decide }: PlaybookDraft): string[] => [
  ...(declare.length === 0 && !every ? ['declare: at which severities? At all of them, as it stands'] : []),
  ...decide,
]

function detectData({ alerts, when, symptoms }: PlaybookDraft, marks: Mark[]): JsonObject | undefined {
  if (alerts.length + when.length + symptoms.length === 0) return undefined
  const list = (key: string, all: readonly Said[], most: number) =>
    all.map((one, n) => {
      marks.push({ path: ['detect', key, n], from: one.from, decide: [] })
      return shorten(one.text, most)
    })
  const [first, ...others] = when
  if (first) marks.push({ path: ['detect', 'when'], from: lines([first, ...others]), decide: [] })
  return {
    ...(alerts.length > 0 ? { alerts: list('alerts', alerts, 150) } : {}),
    ...(first ? { when: shorten(first.text, 300) } : {}),
    ...(symptoms.length > 0 ? { symptoms: list('symptoms', symptoms, 300) } : {}),
  }
}

function phaseData(phase: PhaseDraft, path: Path, marks: Mark[]): JsonObject {
  marks.push({ path, from: phase.from, decide: phase.decide })
  const steps = stepList(phase.steps, [...path, 'steps'], marks)
  const branches = phase.branches.map((branch, n) => {
    marks.push({ path: [...path, 'branches', n], from: branch.from, decide: [] })
    const inside = stepList(branch.steps, [...path, 'branches', n, 'steps'], marks)
    return { when: branch.when, ...(inside.length > 0 ? { steps: inside } : {}) }
  })
  return {
    name: shorten(phase.name, 75) || '…',
    ...(phase.within === undefined ? {} : { within: phase.within }),
    ...(steps.length > 0 ? { steps } : {}),
    ...(branches.length > 0 ? { ask: phase.ask ?? 'What is the case?', branches } : {}),
  }
}

function stepList(steps: readonly StepDraft[], path: Path, marks: Mark[]): JsonObject[] {
  return apart(steps.flatMap(fitting)).map((step, n) => {
    const from = [...step.from, ...lines(step.details)]
    marks.push({ path: [...path, n], from, decide: step.decide })
    return stepData(step)
  })
}
