import { setTimeout as pause } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import { WebAPIRateLimitedError } from '@slack/web-api'
import type { Logger } from 'pino'
import { sdkLog } from '../chat/sdk-log.ts'
import { within } from './within.ts'

const CALL_TIMEOUT_MS = 5000
const LONGEST_WAIT_MS = 15_000
/** A connection that ends sooner counts as failed, or two processes too many would reconnect in a circle. */
const STEADY_MS = 2000
const CLOSE_WITHIN_MS = 1000

export type LineOptions = { appToken: string; apiUrl?: string; log: Logger }

/**
 * One Socket Mode connection, kept open. Bolt's own reconnecting is off: it waits five seconds after every
 * drop, gives up for good (and with an unhandled rejection) when Slack is out of reach, and connects again
 * after a stop that came while it asked for an address.
 */
export class Line {
  readonly receiver: SocketModeReceiver
  readonly #log: Logger
  readonly #closing = new AbortController()
  #dropped = Promise.withResolvers<void>()
  #keeping: Promise<void> = Promise.resolve()
  #up = false
  #since = 0
  #failures = 0

  constructor({ appToken, apiUrl, log }: LineOptions) {
    this.#log = log
    this.receiver = new SocketModeReceiver({
      appToken,
      logger: sdkLog(log),
      autoReconnectEnabled: false,
      // Made for this receiver alone: the SDK writes into the object.
      installerOptions: {
        clientOptions: {
          ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
          timeout: CALL_TIMEOUT_MS,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
        },
      },
      // Not acknowledged: Slack sends an event again, and shows a warning at a button.
      processEventErrorHandler: async () => false,
    })
    this.receiver.client.on('disconnected', () => {
      this.#up = false
      this.#dropped.resolve()
    })
  }

  connected(): boolean {
    return this.#up
  }

  /** Connects, then stays connected until closed. Throws what the first try throws. */
  async open(): Promise<void> {
    await this.#connect()
    this.keep()
  }

  /** Stays connected until closed, however often it takes. */
  keep(): void {
    this.#keeping = this.#stayConnected()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    // One that is just being made is closed when it is there: the SDK cannot take it back halfway.
    if (this.#up) await this.#hangUp()
    if (!(await within(this.#keeping, CLOSE_WITHIN_MS))) await this.#hangUp()
  }

  async #connect(): Promise<void> {
    this.#dropped = Promise.withResolvers<void>()
    await this.receiver.start()
    this.#up = true
    this.#since = performance.now()
    if (this.#closing.signal.aborted) await this.#hangUp()
  }

  async #stayConnected(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      if (this.#up) {
        await this.#dropped.promise
        this.#failures = performance.now() - this.#since < STEADY_MS ? this.#failures + 1 : 0
      }
      await this.#reconnect()
    }
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing
    let wait = backoff(this.#failures)
    while (!signal.aborted) {
      try {
        if (wait > 0) await pause(wait, undefined, { signal })
        if (signal.aborted) return
        return await this.#connect()
      } catch (error) {
        if (signal.aborted) return
        this.#failures += 1
        wait = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : backoff(this.#failures)
        this.#log.warn(
          { reason: String(error).slice(0, 200), wait },
          'No Socket Mode connection; trying again',
        )
      }
    }
  }

  async #hangUp(): Promise<void> {
    const { client } = this.receiver
    await within(client.disconnect(), CLOSE_WITHIN_MS)
    // Again: cuts a socket whose other side does not answer, and ends the SDK's own waiting for that.
    client.websocket?.disconnect()
  }
}

const backoff = (failures: number): number =>
  failures === 0 ? 0 : Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures)
