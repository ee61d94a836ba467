import type { PracticeClock } from '../../control/clock.ts'
import { secret } from './ids.ts'
import { SlackError } from './slack-error.ts'

const LIFE_MS = 3000

/** Trigger ids: a person did something, so the app may open a modal for them, once, within 3 s. */
export class Triggers {
  readonly #clock: PracticeClock
  readonly #issued = new Map<string, { user: string; at: number; used: boolean; viewId?: string }>()

  constructor(clock: PracticeClock) {
    this.#clock = clock
  }

  /** `viewId` is the modal in which the person acted. */
  issue(user: string, viewId?: string): string {
    const id = `${Math.floor(this.#clock.now())}.${this.#issued.size + 1}.${secret()}`
    this.#issued.set(id, { user, at: this.#clock.now(), used: false, ...(viewId ? { viewId } : {}) })
    return id
  }

  /** Throws `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  redeem(id: string): { user: string; viewId?: string } {
    const trigger = this.#issued.get(id)
    if (!trigger) throw new SlackError('invalid_trigger_id')
    if (trigger.used) throw new SlackError('exchanged_trigger_id')
    if (this.#clock.now() - trigger.at > LIFE_MS) throw new SlackError('expired_trigger_id')
    trigger.used = true
    return trigger.viewId ? { user: trigger.user, viewId: trigger.viewId } : { user: trigger.user }
  }
}
