import { randomBytes } from 'node:crypto'
import type { PracticeClock } from '../../control/clock.ts'
import type { State } from './state.ts'

/** Gives out what Slack identifies things by. */
export class Ids {
  readonly #state: State
  readonly #clock: PracticeClock

  constructor(state: State, clock: PracticeClock) {
    this.#state = state
    this.#clock = clock
  }

  /** Eleven characters, as `C0000000A1B`. */
  next(prefix: 'C' | 'D' | 'G' | 'F' | 'V' | 'Bk' | 'Ev' | 'Q'): string {
    this.#state.lastId += 1
    return `${prefix}${this.#state.lastId.toString(36).toUpperCase().padStart(10, '0')}`
  }

  /** Never the same twice, never going back, even when the clock does. */
  ts(): string {
    const micros = Math.max(Math.floor(this.#clock.now() * 1000), this.#state.lastTs + 1)
    this.#state.lastTs = micros
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
  }

  seconds(): number {
    return Math.floor(this.#clock.now() / 1000)
  }
}

/** What nobody can guess. */
export const secret = (bytes = 16): string => randomBytes(bytes).toString('hex')
/** As Slack names a block or an element that came without a name. */
export const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5)
