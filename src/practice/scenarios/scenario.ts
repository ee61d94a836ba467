import type { World } from '../cluster/world.ts'

/** Something that goes wrong on purpose. */
export type Scenario = {
  name: string
  title: string
  /** What people will notice, and what heals it: shown on the page. */
  says: string
  start(world: World): void
  /** Ends the cause, and takes back what the scenario itself changed. */
  stop(world: World): void
}
