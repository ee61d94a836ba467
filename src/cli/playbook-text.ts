import { formatDuration } from '../domain/duration.ts'
import type { Phase, Playbook, Step } from '../domain/playbook.ts'
import { doingOf, usedWhen } from '../domain/playbook-words.ts'
import type { Service } from '../domain/service.ts'

/** A playbook as lines for a terminal: phases with their budgets, steps with what a machine does for them. */
export function playbookText(playbook: Playbook, service?: Service): string[] {
  const { id, title, summary, detect, maintenance, freeze, phases } = playbook
  const recognised = [
    ...(detect?.when ? [detect.when] : []),
    ...(detect?.symptoms ?? []),
    ...(detect?.alerts.length ? [`Alerts: ${detect.alerts.join(', ')}`] : []),
  ]
  return [
    `${title}  (${id})`,
    usedWhen(playbook),
    ...(summary ? ['', ...paragraphs(summary)] : []),
    ...(recognised.length > 0 ? ['', 'Recognised by', ...recognised.map((one) => `  - ${one}`)] : []),
    ...(freeze ? ['', `Freezes ${freeze.targets.join(', ')}: ${freeze.because}`] : []),
    ...phases.flatMap((phase, n) => phaseText(phase, n, service)),
    ...(maintenance ? ['', 'If it goes wrong', ...indented(paragraphs(maintenance.rollback))] : []),
  ]
}

/** Lines end where the terminal does, not where the file's do. */
const paragraphs = (text: string): string[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((one) => one.replaceAll('\n', ' '))

const phaseText = (phase: Phase, n: number, service: Service | undefined): string[] => [
  '',
  `${n + 1}. ${phase.name}${phase.withinMs === undefined ? '' : `  (within ${formatDuration(phase.withinMs)})`}`,
  ...indented(phase.steps.flatMap((step) => stepText(step, service))),
  ...(phase.ask ? indented([`? ${phase.ask}`]) : []),
  ...phase.branches.flatMap(({ when, steps }) =>
    indented([`> ${when}`, ...indented(steps.flatMap((step) => stepText(step, service)))]),
  ),
]

function stepText(step: Step, service: Service | undefined): string[] {
  const doing = doingOf(step, service)
  return [
    `${marks[step.kind]} ${step.title}`,
    ...(doing === undefined ? [] : indented([doing])),
    ...(step.details === undefined ? [] : indented(step.details.trimEnd().split('\n'))),
  ]
}

const marks: Record<Step['kind'], string> = {
  do: '[ ] do   ',
  check: '[ ] check',
  fix: '[ ] fix  ',
  tell: '[ ] tell ',
  ask: '[ ] ask  ',
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`.trimEnd())
