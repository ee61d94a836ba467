import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault, Faults } from '../../control/faults.ts'
import type { World } from '../world.ts'
import type { Access } from './access.ts'
import type { Answer } from './read.ts'
import type { Streams } from './streams.ts'

/** `status`: what was answered, or would have been where a fault of the connection struck; 0 where nothing happened. */
export type Call = { at: string; call: string; user: string; status: number; fault?: string }

/** Answers paths under `/control/`; nothing when it knows none such. */
export type Control = (method: string, path: string, body: Buffer) => Promise<Answer> | undefined

export type Serving = {
  world: World
  access: Access
  faults: Faults
  streams: Streams
  control: Control
  /** Told of each call once it has been answered. */
  onCall(call: Call): void
  identity: { key: string; cert: string }
  port: number
}

/** Only names of this machine: a page whose own name resolves to it is kept out. */
export function isOurHost(request: IncomingMessage): boolean {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  return name === '127.0.0.1' || name === 'localhost'
}

/** Counts a call, and waits as long as it is ordered to. `fault`: what is ordered to strike it. */
export async function begin(faults: Faults, call: string): Promise<{ fault?: Fault; end(): void }> {
  const { latencyMs, fault, nth } = faults.begin(call)
  if (latencyMs > 0) await wait(latencyMs)
  return { ...(fault && { fault }), end: () => faults.end(call, nth) }
}
