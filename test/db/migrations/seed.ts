import type { Kysely } from 'kysely'
import type { OpenStore } from '../../../db/store.ts'

export type Seed = {
  /** The migration that was the newest when data like this was written. */
  after: string
  /** Writes rows as SQL, for the code of that day is gone. */
  write(db: Kysely<unknown>): Promise<void>
  /** What today's store must make of them. */
  expectIn(store: OpenStore): Promise<void>
}
