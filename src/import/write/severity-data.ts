import { parseDuration } from '../../domain/duration.ts'
import type { JsonObject } from '../../domain/json.ts'
import { severities } from '../../domain/severity.ts'
import type { Fact } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import type { Mark } from './mark.ts'

type Pledge = Extract<Fact, { severity: unknown }>

/** What is promised at each severity; where the document says two things, the first stands and the other is asked. */
export function severityData(facts: readonly Fact[], marks: Mark[]): JsonObject | undefined {
  const pledges = facts.filter((fact): fact is Pledge => 'severity' in fact)
  if (pledges.length === 0) return undefined
  return Object.fromEntries(
    severities.flatMap((severity) => {
      const mine = pledges.filter((one) => one.severity === severity)
      if (mine.length === 0) return []
      const decide: string[] = []
      const time = (kind: Pledge['kind']) => {
        const all = [...new Set(mine.filter((one) => one.kind === kind).map(({ text }) => text))]
        const sound = all.filter((text) => parseDuration(text) !== undefined)
        if (sound.length > 1) decide.push(`${kind}: the document says ${sound.join(' and ')}`)
        return sound[0] === undefined ? {} : { [kind]: sound[0] }
      }
      const said = [
        ...new Set(mine.filter(({ kind }) => kind === 'definition').map(({ text }) => text)),
      ].join('; ')
      const data = {
        ...(said === '' ? {} : { definition: shorten(said, 300) }),
        ...time('respondWithin'),
        ...time('resolveWithin'),
        ...time('updateEvery'),
      }
      const from = mine.flatMap((one) => [...one.from])
      marks.push({ path: ['severities', severity], from, decide })
      return [[severity, data]]
    }),
  )
}
