import { formatDuration } from '../../domain/duration.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { Service } from '../../domain/service.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { stepLists } from '../uses.ts'

/** Below this a verification looks once or twice. */
const hardlyMs = 5_000

/** Whether a playbook's times fit into what the service promises, and verifications into their phases. */
export const budgetsRule = ({ service, playbooks }: ServiceFolder): Note[] =>
  playbooks.flatMap(({ playbook, file }) => [...phases(service, playbook, file), ...verifies(playbook, file)])

function tightest(service: Service, { declare }: Playbook) {
  const promised = declare.flatMap((severity) => {
    const ms = service.severities[severity]?.resolveWithinMs
    return ms === undefined ? [] : [{ name: severity.toUpperCase(), ms }]
  })
  return promised.sort((a, b) => a.ms - b.ms)[0]
}

function phases(service: Service, playbook: Playbook, file: string): Note[] {
  const promise = tightest(service, playbook)
  if (!promise) return []
  const advice = 'Give the phases less time, or offer this playbook at milder severities'
  const said = `${promise.name} is promised to be over within ${formatDuration(promise.ms)}`
  const over = playbook.phases.flatMap(({ withinMs = 0 }, n): Note[] =>
    withinMs > promise.ms
      ? [
          {
            file,
            path: ['phases', n, 'within'],
            rule: 'budget-over-promise',
            says: `This phase may take ${formatDuration(withinMs)}, and ${said}`,
            advice,
          },
        ]
      : [],
  )
  if (over.length > 0) return over
  let sum = 0
  const at = playbook.phases.findIndex(({ withinMs = 0 }) => {
    sum += withinMs
    return sum > promise.ms
  })
  if (at < 0) return []
  return [
    {
      file,
      path: ['phases', at, 'within'],
      rule: 'budget-over-promise',
      says: `With this phase ${formatDuration(sum)} are over, and ${said}`,
      advice,
    },
  ]
}

const verifies = (playbook: Playbook, file: string): Note[] =>
  stepLists(playbook).flatMap(({ path, phase, steps }) =>
    steps.flatMap((step, n): Note[] => {
      if (step.kind !== 'fix' || !step.verify) return []
      const { withinMs, check } = step.verify
      const budget = playbook.phases[phase]?.withinMs
      const where = { file, path: [...path, n, 'verify', check], key: 'within' }
      if (withinMs < hardlyMs)
        return [
          {
            ...where,
            rule: 'verify-too-short',
            says: `Within ${withinMs < 1000 ? `${withinMs}ms` : formatDuration(withinMs)} a verification can hardly look twice: a good fix would count as failed`,
            advice: 'Give it at least 30s',
          },
        ]
      if (budget === undefined || withinMs <= budget) return []
      return [
        {
          ...where,
          rule: 'verify-over-budget',
          says: `This verification may take ${formatDuration(withinMs)}, and the whole phase has ${formatDuration(budget)}`,
          advice: 'Give the phase more time, or the verification less',
        },
      ]
    }),
  )
