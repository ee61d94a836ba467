import { formatDuration } from '../../domain/duration.ts'
import type { Pledge } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'

const keys = {
  respondWithin: 'respondWithinMs',
  resolveWithin: 'resolveWithinMs',
  updateEvery: 'updateEveryMs',
} as const
type Key = keyof typeof keys

/** Pairs of which the first may not be the longer. */
const ordered: [shorter: Key, longer: Key, says: string][] = [
  ['respondWithin', 'resolveWithin', 'promises to be over before somebody has to respond'],
  ['updateEvery', 'resolveWithin', 'is promised to be over before the first update is due'],
]

/** Times that contradict each other, within a severity and from one severity to the next. */
export function promisesRule({ service, file }: ServiceFolder): Note[] {
  const given = severities.flatMap((severity) => {
    const pledge = service.severities[severity]
    return pledge ? [{ severity, pledge }] : []
  })
  const inside = given.flatMap(({ severity, pledge }) =>
    ordered.flatMap(([shorter, longer, says]): Note[] => {
      const [small, large] = [pledge[keys[shorter]], pledge[keys[longer]]]
      if (small === undefined || large === undefined || small <= large) return []
      return [
        {
          file,
          path: ['severities', severity, shorter],
          rule: 'times-contradict',
          says: `${severity.toUpperCase()} ${says}: ${shorter} is ${formatDuration(small)}, ${longer} ${formatDuration(large)}`,
          advice: `Make ${shorter} shorter, or ${longer} longer`,
        },
      ]
    }),
  )
  const between = given.slice(1).flatMap(({ severity, pledge }, n) => {
    const worse = given[n]
    return worse ? outOfOrder(file, worse, { severity, pledge }) : []
  })
  return [...inside, ...between]
}

type Given = { severity: string; pledge: Pledge }

const outOfOrder = (file: string, worse: Given, milder: Given): Note[] =>
  (['respondWithin', 'resolveWithin'] as const).flatMap((key): Note[] => {
    const [slow, fast] = [worse.pledge[keys[key]], milder.pledge[keys[key]]]
    if (slow === undefined || fast === undefined || slow <= fast) return []
    const [bad, mild] = [worse.severity.toUpperCase(), milder.severity.toUpperCase()]
    return [
      {
        file,
        path: ['severities', worse.severity, key],
        rule: 'severity-order',
        says: `${bad} is worse than ${mild} and promises less: ${key} is ${formatDuration(slow)}, for ${mild} ${formatDuration(fast)}`,
        advice: `Make it at most ${formatDuration(fast)}, or give ${mild} more time`,
      },
    ]
  })
