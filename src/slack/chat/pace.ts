import { ChatUnavailable } from '../../app/ports/chat.ts'
import type { Clock } from '../../app/ports/clock.ts'
import { callsPerMinute, POST_BURST, POSTS_PER_SECOND_IN_CHANNEL } from './tiers.ts'

/** A minute, and a second for calls that reach Slack closer together than they left. */
const WINDOW_MS = 61_000

type Bucket = { tokens: number; at: number }

/**
 * Keeps calls under Slack's limits, each method by itself and posting also by channel. Nobody waits in here:
 * a call that comes too early is turned away with the time to come back, and the outbox holds it meanwhile.
 */
export class Pace {
  readonly #clock: Clock
  readonly #limits: boolean
  readonly #calls = new Map<string, number[]>()
  readonly #posts = new Map<string, Bucket>()
  readonly #closed = new Map<string, number>()

  /** Without `limits` only what Slack itself closed (429) stays closed. */
  constructor(clock: Clock, limits: boolean) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Throws `ChatUnavailable` (certain, with `retryAfterMs`) when the call must not be made now. */
  take(method: string, channel?: string): void {
    const now = this.#clock.now().getTime()
    const wait = Math.max(
      this.#closedFor(lane(method, channel), now),
      this.#limits ? this.#windowFull(method, now) : 0,
      this.#limits && paced(method, channel) ? this.#bucketEmpty(channel, now) : 0,
    )
    if (wait > 0)
      throw new ChatUnavailable(`${lane(method, channel)} is at its limit for ${wait} ms`, {
        uncertain: false,
        retryAfterMs: wait,
      })
    if (this.#limits) this.#count(method, channel, now)
  }

  /** Slack answered 429: this method, and for posting this channel alone, rests that long. */
  close(method: string, channel: string | undefined, ms: number): void {
    this.#closed.set(lane(method, channel), this.#clock.now().getTime() + ms)
  }

  #closedFor(name: string, now: number): number {
    const until = this.#closed.get(name)
    if (until === undefined) return 0
    if (until > now) return until - now
    this.#closed.delete(name)
    return 0
  }

  #windowFull(method: string, now: number): number {
    const most = callsPerMinute(method)
    if (most === undefined) return 0
    const recent = (this.#calls.get(method) ?? []).filter((at) => now - at < WINDOW_MS)
    this.#calls.set(method, recent)
    const oldest = recent[0]
    return recent.length >= most && oldest !== undefined ? oldest + WINDOW_MS - now : 0
  }

  #bucketEmpty(channel: string, now: number): number {
    const { tokens } = this.#bucket(channel, now)
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 1000) / POSTS_PER_SECOND_IN_CHANNEL)
  }

  #bucket(channel: string, now: number): Bucket {
    const bucket = this.#posts.get(channel)
    if (!bucket) return { tokens: POST_BURST, at: now }
    const gained = (Math.max(0, now - bucket.at) / 1000) * POSTS_PER_SECOND_IN_CHANNEL
    return { tokens: Math.min(POST_BURST, bucket.tokens + gained), at: now }
  }

  #count(method: string, channel: string | undefined, now: number): void {
    this.#calls.get(method)?.push(now)
    if (!paced(method, channel)) return
    for (const [other, bucket] of this.#posts)
      if (now - bucket.at > (POST_BURST * 1000) / POSTS_PER_SECOND_IN_CHANNEL) this.#posts.delete(other)
    const { tokens } = this.#bucket(channel, now)
    this.#posts.set(channel, { tokens: tokens - 1, at: now })
  }
}

const paced = (method: string, channel: string | undefined): channel is string =>
  method === 'chat.postMessage' && channel !== undefined

const lane = (method: string, channel: string | undefined): string =>
  paced(method, channel) ? `${method} in ${channel}` : method
