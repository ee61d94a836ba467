import { randomBytes } from 'node:crypto'
import type { Container, Image, LogLine } from './programs/program.ts'
import type { World } from './world.ts'

/** Logs older than this are rotated away, as a node would. */
const keptLogMs = 6 * 3_600_000

export type Life = Container & { id: string; image: string; runs: Image }

/** What runs, and what last ran, in each container of each pod. */
export class Containers {
  #lives = new Map<string, { current?: Life; previous?: Life }>()

  start(container: Container, image: Image, world: World): Life {
    const life: Life = { ...container, id: randomBytes(32).toString('hex'), runs: image }
    const key = keyOf(container.podUid, container.name)
    const past = this.#lives.get(key)?.current
    this.#lives.set(key, past ? { current: life, previous: past } : { current: life })
    image.program.start?.(life, world)
    return life
  }

  /** The container's present life, ended or not. */
  of(podUid: string, name: string): Life | undefined {
    return this.#lives.get(keyOf(podUid, name))?.current
  }

  previous(podUid: string, name: string): Life | undefined {
    const lives = this.#lives.get(keyOf(podUid, name))
    return lives?.current?.stoppedAt === undefined ? lives?.previous : (lives?.previous ?? lives?.current)
  }

  /** Something runs, or ran, in this pod. */
  has(podUid: string): boolean {
    return this.ofPod(podUid).length > 0
  }

  /** The present lives of a pod's containers. */
  ofPod(podUid: string): Life[] {
    return [...this.#lives].flatMap(([key, { current }]) =>
      current && key.startsWith(`${podUid}/`) ? [current] : [],
    )
  }

  /** All that run now. */
  running(): Life[] {
    return [...this.#lives.values()].flatMap(({ current }) =>
      current && current.stoppedAt === undefined ? [current] : [],
    )
  }

  forget(podUid: string): void {
    for (const key of this.#lives.keys()) if (key.startsWith(`${podUid}/`)) this.#lives.delete(key)
  }
}

const keyOf = (podUid: string, name: string): string => `${podUid}/${name}`

/** What a container wrote in `[from, to)`. */
export function logsOf(life: Life, world: World, from: number, to: number): LogLine[] {
  const now = world.clock.now()
  const end = Math.min(to, life.stoppedAt ?? Number.POSITIVE_INFINITY, now + 1)
  const start = Math.max(from, life.startedAt, now - keptLogMs)
  const crash = life.runs.crash
  if (crash) {
    const step = Math.floor(crash.afterMs / (crash.says.length + 1))
    return crash.says
      .map((text, nth) => ({ at: life.startedAt + step * nth, text }))
      .filter(({ at }) => at >= start && at < end)
  }
  return life.runs.program.logs?.(life, world, start, end) ?? []
}
