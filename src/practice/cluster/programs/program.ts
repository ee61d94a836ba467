import type { World } from '../world.ts'

/** One life of a container: from its start until it stops. */
export type Container = {
  podUid: string
  pod: string
  namespace: string
  name: string
  labels: Record<string, string>
  image: string
  /** Environment as it was read when the container started: later changes need a restart. */
  env: Record<string, string>
  startedAt: number
  stoppedAt?: number
  /** Its last words, when it crashed. */
  crashed?: string
}

export type LogLine = { at: number; text: string }

export type Executed = { stdout: string; stderr: string; exitCode: number }

/** What a container takes from its node. */
export type Usage = { cpuMillis: number; memoryMiB: number }

/** What runs in a container. Nothing runs by itself: logs are told when somebody reads them. */
export type Program = {
  start?(container: Container, world: World): void
  /** Lines written from `from` up to, not including, `to`, oldest first; the same every time it is asked. */
  logs?(container: Container, world: World, from: number, to: number): LogLine[]
  /** What it used at a time; next to nothing when absent. */
  usage?(container: Container, world: World, at: number): Usage
  /** Runs a command inside; `undefined` when there is no such executable. */
  exec?(argv: string[], container: Container, world: World): Executed | undefined
}

/** An image that can be pulled, and how its containers behave. */
export type Image = {
  program: Program
  /** From start to ready. */
  readyAfterMs?: number
  /** Exits with code 1 after this time, every time. */
  crash?: { afterMs: number; says: string[] }
}
