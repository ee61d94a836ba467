import type { World } from '../cluster/world.ts'

/** What a small program answers instead of the real one: believable lines, and what it does to the practice world. */
export type StandIn = (args: readonly string[], world: World) => Answered

export type Answered = { code: number; stdout?: string[]; stderr?: string[] }
