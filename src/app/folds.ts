import { evolve } from '../domain/evolve.ts'
import { evolveHandoff } from '../domain/handoff.ts'
import type { Recorded } from '../domain/incident-event.ts'
import { evolveHold } from './locks.ts'

/** What the events of a record make of it, from the first on; `read` gives them in order. */
export type Fold = (read: <E>() => Promise<Recorded<E>[]>) => Promise<unknown>

const folding =
  <S, E>(next: (before: S | undefined, entry: Recorded<E>) => S): Fold =>
  async (read) =>
    (await read<E>()).reduce<S | undefined>(next, undefined)

/** By kind of record. */
export const folds: Readonly<Record<string, Fold>> = {
  incident: folding(evolve),
  handoff: folding(evolveHandoff),
  lock: folding(evolveHold),
}
