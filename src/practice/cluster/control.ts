import { z } from 'zod'
import type { Faults } from '../control/faults.ts'
import type { Answer } from './api/read.ts'
import type { Call } from './api/server.ts'
import { badRequest } from './api/status.ts'

const kept = 1000

const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number() }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('drop-after') }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('status'), status: z.number(), retryAfterSeconds: z.number().optional() }),
  z.object({ kind: z.literal('error'), error: z.string() }),
])
const rule = z.object({ call: z.string(), fault, times: z.number().int().positive().optional() })
const latency = z.object({ ms: z.number().min(0), call: z.string().default('*') })
const scenario = z.object({ name: z.string(), on: z.boolean() })

/** Turns a scenario on or off; rejects a name it does not know. */
export type SetScenario = (name: string, on: boolean) => Promise<void>

/** The doors under `/control/`: faults, latency, scenarios, and what was called. */
export class ControlDoors {
  readonly #faults: Faults
  #calls: Call[] = []
  #setScenario: SetScenario | undefined

  constructor(faults: Faults) {
    this.#faults = faults
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
        return this.#order(read(rule, body))
      case 'DELETE /control/faults':
        this.#faults.clear()
        return done({ ok: true })
      case 'POST /control/latency': {
        const { ms, call } = read(latency, body)
        return this.#order({ call, fault: { kind: 'latency', ms } })
      }
      case 'POST /control/scenario':
        return this.#scenario(read(scenario, body))
      case 'GET /control/calls':
        return done({ calls: this.#calls })
      default:
        return undefined
    }
  }

  #order({ call, fault, times }: z.infer<typeof rule>): Promise<Answer> {
    const { kind } = fault
    if (kind === 'status') {
      const { status, retryAfterSeconds: retry } = fault
      this.#faults.order({
        call,
        fault: retry === undefined ? { kind, status } : { kind, status, retryAfterSeconds: retry },
        ...(times === undefined ? {} : { times }),
      })
    } else this.#faults.order({ call, fault, ...(times === undefined ? {} : { times }) })
    return done({ ok: true })
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
