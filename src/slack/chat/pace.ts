import { ChatUnavailable } from '../../app/ports/chat.ts'
import type { Clock } from '../../app/ports/clock.ts'
import { callsPerMinute, POST_BURST, POST_EVERY_MS, REDRAW_EVERY_MS } from './tiers.ts'

/** A minute, and a second for calls that reach Slack closer together than they left. */
const WINDOW_MS = 61_000

/**
 * Keeps calls under Slack's limits, each method by itself, posting also by channel and redrawing by message; what
 * is drawn later is drawn as it is then, once. Nobody waits in here:
 * a call that comes too early is turned away with the time to come back, and the outbox holds it meanwhile.
 * A clock set back opens what it would otherwise keep shut for as long; Slack then says what is too much.
 */
export class Pace {
  readonly #clock: Clock
  readonly #limits: boolean
  readonly #calls = new Map<string, number[]>()
  /** Per channel, when a steady second-by-second poster would have come to its next post. */
  readonly #posts = new Map<string, number>()
  /** When each message was last redrawn. */
  readonly #redraws = new Map<string, number>()
  readonly #closed = new Map<string, { at: number; ms: number }>()

  /** Without `limits` only what Slack itself closed (429) stays closed. */
  constructor(clock: Clock, limits: boolean) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Throws `ChatUnavailable` (certain, with `retryAfterMs`) when the call must not be made now. */
  take(method: string, channel?: string, message?: string): void {
    const now = this.#clock.now().getTime()
    const wait = Math.max(
      this.#closedFor(lane(method, channel), now),
      this.#limits ? this.#windowFull(method, now) : 0,
      this.#limits && paced(method, channel) ? this.#tooSoon(channel, now) : 0,
      this.#limits && message ? this.#justRedrawn(message, now) : 0,
    )
    if (wait > 0)
      throw new ChatUnavailable(`${lane(method, channel)} is at its limit for ${wait} ms`, {
        uncertain: false,
        retryAfterMs: wait,
      })
    if (!this.#limits) return
    this.#count(method, channel, now)
    if (message) this.#redraws.set(message, now)
  }

  /** Slack answered 429: this method, and for posting this channel alone, rests that long. */
  close(method: string, channel: string | undefined, ms: number): void {
    this.#closed.set(lane(method, channel), { at: this.#clock.now().getTime(), ms })
  }

  #closedFor(name: string, now: number): number {
    const closed = this.#closed.get(name)
    if (!closed) return 0
    if (now >= closed.at && now < closed.at + closed.ms) return closed.at + closed.ms - now
    this.#closed.delete(name)
    return 0
  }

  #windowFull(method: string, now: number): number {
    const most = callsPerMinute(method)
    if (most === undefined) return 0
    const recent = (this.#calls.get(method) ?? []).filter((at) => at <= now && now - at < WINDOW_MS)
    this.#calls.set(method, recent)
    const oldest = recent[0]
    return recent.length >= most && oldest !== undefined ? oldest + WINDOW_MS - now : 0
  }

  #tooSoon(channel: string, now: number): number {
    return Math.max(0, this.#nextPost(channel, now) - now - (POST_BURST - 1) * POST_EVERY_MS)
  }

  #justRedrawn(message: string, now: number): number {
    for (const [other, at] of this.#redraws)
      if (now < at || now >= at + REDRAW_EVERY_MS) this.#redraws.delete(other)
    const last = this.#redraws.get(message)
    return last === undefined ? 0 : last + REDRAW_EVERY_MS - now
  }

  #nextPost(channel: string, now: number): number {
    const next = this.#posts.get(channel) ?? now
    return next > now + POST_BURST * POST_EVERY_MS ? now : Math.max(now, next)
  }

  #count(method: string, channel: string | undefined, now: number): void {
    this.#calls.get(method)?.push(now)
    if (!paced(method, channel)) return
    for (const [other, next] of this.#posts) if (next <= now) this.#posts.delete(other)
    this.#posts.set(channel, this.#nextPost(channel, now) + POST_EVERY_MS)
  }
}

const paced = (method: string, channel: string | undefined): channel is string =>
  method === 'chat.postMessage' && channel !== undefined

const lane = (method: string, channel: string | undefined): string =>
  paced(method, channel) ? `${method} in ${channel}` : method
