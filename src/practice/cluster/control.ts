import { z } from 'zod'
import type { Faults } from '../control/faults.ts'
import type { Answer } from './api/read.ts'
import type { Call } from './api/serving.ts'
import { badRequest } from './api/status.ts'
import type { Streams } from './api/streams.ts'
import type { World } from './world.ts'

const kept = 1000

const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number() }),
  z.object({ kind: z.enum(['drop', 'drop-after', 'hang', 'stall']) }),
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: z.number().int().min(0).exactOptional(),
  }),
  z.object({ kind: z.literal('error'), error: z.string() }),
])
const rule = z.object({ call: z.string(), fault, times: z.number().int().positive().exactOptional() })
const latency = z.object({ ms: z.number().min(0), call: z.string().default('*') })
const held = z.object({ namespace: z.string(), deployment: z.string(), ready: z.number().int().min(0) })
const watches = z.object({ do: z.enum(['cut', 'expire']) })
const scenario = z.object({ name: z.string(), on: z.boolean() })

/** Turns a scenario on or off; rejects a name it does not know. */
export type SetScenario = (name: string, on: boolean) => Promise<void>

/** The doors under `/control/`: faults, latency, held rollouts, watches, scenarios, and what was called. */
export class ControlDoors {
  readonly #faults: Faults
  readonly #world: World
  readonly #streams: Streams
  #calls: Call[] = []
  #setScenario: SetScenario | undefined

  constructor(faults: Faults, world: World, streams: Streams) {
    this.#faults = faults
    this.#world = world
    this.#streams = streams
  }

  note(call: Call): void {
    this.#calls.push(call)
    if (this.#calls.length > kept) this.#calls.shift()
  }

  onScenario(set: SetScenario): void {
    this.#setScenario = set
  }

  answer(method: string, path: string, body: Buffer): Promise<Answer> | undefined {
    switch (`${method} ${path}`) {
      case 'POST /control/faults':
        this.#faults.order(read(rule, body))
        return done({ ok: true })
      case 'DELETE /control/faults':
        this.#faults.clear()
        return done({ ok: true })
      case 'POST /control/latency': {
        const { ms, call } = read(latency, body)
        this.#faults.delay(call, ms)
        return done({ ok: true })
      }
      case 'POST /control/rollout': {
        const { namespace, deployment, ready } = read(held, body)
        this.#world.holds.hold(namespace, deployment, ready)
        return done({ ok: true })
      }
      case 'DELETE /control/rollout':
        this.#world.holds.release()
        return done({ ok: true })
      case 'POST /control/watches':
        return this.#watches(read(watches, body))
      case 'POST /control/scenario':
        return this.#scenario(read(scenario, body))
      case 'GET /control/calls':
        return done({ calls: this.#calls })
      default:
        return undefined
    }
  }

  #watches({ do: how }: z.infer<typeof watches>): Promise<Answer> {
    const ended = this.#streams.count
    if (how === 'cut') this.#streams.cut()
    else {
      this.#world.store.compact()
      this.#streams.expire()
    }
    return done({ ok: true, ended })
  }

  async #scenario({ name, on }: z.infer<typeof scenario>): Promise<Answer> {
    if (!this.#setScenario) throw badRequest('This cluster was started without scenarios')
    await this.#setScenario(name, on).catch((error: unknown) => {
      throw badRequest(error instanceof Error ? error.message : String(error))
    })
    return { status: 200, body: { ok: true } }
  }
}

const done = async (body: unknown): Promise<Answer> => ({ status: 200, body })

function read<T>(schema: z.ZodType<T>, body: Buffer): T {
  try {
    return schema.parse(JSON.parse(body.toString()))
  } catch (error) {
    throw badRequest(error instanceof z.ZodError ? z.prettifyError(error) : 'The body is not JSON')
  }
}
