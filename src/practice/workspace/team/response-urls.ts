import type { PracticeClock } from '../../control/clock.ts'
import { secret } from './ids.ts'
import { SlackError } from './slack-error.ts'

const LIFE_MS = 30 * 60 * 1000
const USES = 5

/** Where an answer by response_url goes: a channel, one person's eyes, or the message acted on. */
export type ResponseTarget = {
  channel: string
  user: string
  /** The message that carried the button. */
  message?: { ts: string; ephemeral: boolean }
  threadTs?: string
}

export class ResponseUrls {
  readonly #clock: PracticeClock
  readonly #issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>()

  constructor(clock: PracticeClock) {
    this.#clock = clock
  }

  /** The last part of the address. */
  issue(target: ResponseTarget): string {
    const key = secret(18)
    this.#issued.set(key, { target, at: this.#clock.now(), uses: 0 })
    return key
  }

  /** Throws `expired_url` after 30 minutes and `used_url` after five uses. */
  use(key: string): ResponseTarget {
    const issued = this.#issued.get(key)
    if (!issued || this.#clock.now() - issued.at > LIFE_MS) throw new SlackError('expired_url')
    if (issued.uses >= USES) throw new SlackError('used_url')
    issued.uses += 1
    return issued.target
  }
}
