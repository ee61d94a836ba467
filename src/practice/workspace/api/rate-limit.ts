import type { PracticeClock } from '../../control/clock.ts'
import type { Tier } from './method.ts'

const MINUTE_MS = 60_000
const PER_MINUTE: Record<Exclude<Tier, 'post'>, number> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 }
/** Posting: one a second in a channel after a short burst, and a cap on the workspace. */
const POST_BURST = 5
const POSTS_PER_MINUTE = 300

/** Counts calls as Slack does; a refused call does not count. */
export class RateLimit {
  readonly #clock: PracticeClock
  readonly #calls = new Map<string, number[]>()
  readonly #posts = new Map<string, { tokens: number; at: number }>()

  constructor(clock: PracticeClock) {
    this.#clock = clock
  }

  /** Seconds to wait, or 0 when the call may pass. */
  take(method: string, tier: Tier, channel: string): number {
    if (tier !== 'post') return this.#window(method, PER_MINUTE[tier])
    const wait = this.#bucket(channel)
    return wait > 0 ? wait : this.#window(method, POSTS_PER_MINUTE)
  }

  #window(method: string, most: number): number {
    const now = this.#clock.now()
    const recent = (this.#calls.get(method) ?? []).filter((at) => now - at < MINUTE_MS)
    this.#calls.set(method, recent)
    const oldest = recent[0]
    if (recent.length >= most && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1000))
    recent.push(now)
    return 0
  }

  #bucket(channel: string): number {
    const now = this.#clock.now()
    const bucket = this.#posts.get(channel) ?? { tokens: POST_BURST, at: now }
    const tokens = Math.min(POST_BURST, bucket.tokens + Math.max(0, now - bucket.at) / 1000)
    if (tokens < 1) return 1
    this.#posts.set(channel, { tokens: tokens - 1, at: now })
    return 0
  }
}
