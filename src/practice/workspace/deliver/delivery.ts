import type { PracticeClock } from '../../control/clock.ts'
import type { Faults } from '../../control/faults.ts'
import type { CallLog } from '../call-log.ts'

export type Envelope = {
  type: 'slash_commands' | 'interactive' | 'events_api'
  payload: Record<string, unknown>
  /** Whether the app may answer with its acknowledgement. */
  acceptsResponse: boolean
}

export type Retry = { attempt: number; reason: string }
export type Outcome =
  | { ok: true; response?: unknown }
  | { ok: false; reason: 'timeout' | 'connection_failed' | 'http_error'; noRetry?: boolean }

/** One try to hand an envelope to the app: settles when it acknowledged, or will not within three seconds. */
export type Transport = { send(envelope: Envelope, retry?: Retry): Promise<Outcome> }

/** Slack repeats an event that was not acknowledged at once, after a minute and after five. */
const RETRY_AFTER_MS = [0, 60_000, 300_000]
const REMEMBERED = 200

export class Delivery {
  readonly #transport: Transport
  readonly #clock: PracticeClock
  readonly #log: CallLog
  readonly #faults: Faults
  #sent: Envelope[] = []
  readonly #waiting = new Set<() => void>()
  #stopped = false

  constructor(transport: Transport, clock: PracticeClock, log: CallLog, faults: Faults) {
    this.#transport = transport
    this.#clock = clock
    this.#log = log
    this.#faults = faults
  }

  /** For what a person waits for: tried once. */
  async ask(envelope: Envelope, retry?: Retry): Promise<Outcome> {
    const call = `deliver ${envelope.type}`
    const logged = this.#log.begin(call, describe(envelope))
    this.#sent = [...this.#sent.slice(1 - REMEMBERED), envelope]
    const outcome = await this.#struck(call, () => this.#transport.send(envelope, retry))
    logged.end(outcome.ok ? undefined : outcome.reason)
    return outcome
  }

  /** Delivers recent envelopes again, as Slack may: those of a type, or whose payload has the type. */
  async repeat(type: string, times: number): Promise<void> {
    const again = this.#sent.filter(({ type: own, payload }) => own === type || payload.type === type)
    for (let turn = 0; turn < times; turn += 1)
      await Promise.all(
        again.map((envelope) => this.#transport.send(envelope, { attempt: turn + 1, reason: 'timeout' })),
      )
  }

  /** `drop` and `stall` lose the envelope; `drop-after` and `hang` lose its acknowledgement. */
  async #struck(call: string, send: () => Promise<Outcome>): Promise<Outcome> {
    const { latencyMs, fault, nth } = this.#faults.begin(call)
    if (latencyMs > 0) await passed(this.#clock, latencyMs)
    if (fault?.kind === 'drop' || fault?.kind === 'stall') return { ok: false, reason: 'timeout' }
    const outcome = await send()
    this.#faults.end(call, nth)
    return fault ? { ok: false, reason: 'timeout' } : outcome
  }

  /** For events: repeated until acknowledged, three more times at most. */
  async tell(envelope: Envelope, attempt = 0, reason = ''): Promise<void> {
    const outcome = await this.ask(envelope, attempt > 0 ? { attempt, reason } : undefined)
    const wait = RETRY_AFTER_MS[attempt]
    if (outcome.ok || outcome.noRetry || wait === undefined || this.#stopped) return
    const cancel = this.#clock.after(wait, () => {
      this.#waiting.delete(cancel)
      void this.tell(envelope, attempt + 1, outcome.reason)
    })
    this.#waiting.add(cancel)
  }

  /** Forgets what was still to be repeated. */
  stop(): void {
    this.#stopped = true
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }
}

/** Settles `ms` later by the clock. */
export const passed = (clock: PracticeClock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve)
  })

const describe = ({ payload }: Envelope): string => {
  const { command, text, type, event } = payload
  if (typeof command === 'string') return `${command} ${text}`
  if (typeof event === 'object' && event !== null && 'type' in event) return String(event.type)
  return String(type)
}
