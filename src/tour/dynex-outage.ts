import { castFor, type Stage } from './cast.ts'
import { cure } from './cure.ts'
import { endOfShift } from './end-of-shift.ts'
import { relief } from './relief.ts'
import type { Scene } from './tell.ts'

/** Two people and an outage, from the first word to the end of the shift. */
export function dynexOutage(stage: Stage): Scene[] {
  const cast = castFor(stage)
  return [...relief(cast), ...cure(cast), ...endOfShift(cast)]
}
