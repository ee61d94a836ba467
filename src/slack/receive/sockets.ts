import type { App, Receiver } from '@slack/bolt'
import { WebAPIPlatformError } from '@slack/web-api'
import { tokenAdvice } from '../chat/token-advice.ts'
import { Line, type LineOptions } from './line.ts'

/** Several Socket Mode connections as one receiver: while one is renewed, the others hear. */
export class Sockets implements Receiver {
  readonly #lines: Line[]

  constructor(options: LineOptions, connections: number) {
    this.#lines = Array.from({ length: connections }, () => new Line(options))
  }

  init(app: App): void {
    for (const { receiver } of this.#lines) receiver.init(app)
  }

  /** Ready with the first connection; the others follow. Throws when Slack refuses or cannot be reached. */
  async start(): Promise<void> {
    const [first, ...others] = this.#lines
    try {
      await first?.open()
    } catch (error) {
      throw started(error)
    }
    for (const line of others) line.keep()
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.close()))
  }

  connected(): boolean {
    return this.#lines.some((line) => line.connected())
  }
}

const started = (cause: unknown): Error =>
  cause instanceof WebAPIPlatformError
    ? new Error(tokenAdvice('SLACK_APP_TOKEN', cause.data.error), { cause })
    : new Error(`Slack cannot be reached for Socket Mode: ${String(cause).slice(0, 200)}`, { cause })
