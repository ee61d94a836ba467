import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type App, HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { sdkLog } from '../chat/sdk-log.ts'

/** Bolt turns away what is older than this, but takes what claims to come from the future. */
const WINDOW_SECONDS = 5 * 60
const FORM = 'application/x-www-form-urlencoded'

export type HttpOptions = { signingSecret: string; port: number; log: Logger }

/** Request URLs: Slack's signed POSTs to `/slack/events`. */
export class Http implements Receiver {
  readonly #receiver: HTTPReceiver
  readonly #port: number
  #server: Server | undefined

  constructor({ signingSecret, port, log }: HttpOptions) {
    this.#port = port
    this.#receiver = new HTTPReceiver({
      signingSecret,
      logger: sdkLog(log),
      // 500 makes Slack send an event again. True: the answer is given, Bolt need not wait for another.
      processEventErrorHandler: async ({ response }) => {
        if (!response.headersSent) response.writeHead(500).end()
        return true
      },
    })
    this.#receiver.requestListener = guarded(this.#receiver.requestListener)
  }

  init(app: App): void {
    this.#receiver.init(app)
  }

  /** Throws, naming PORT, when it cannot be listened on. */
  async start(): Promise<void> {
    try {
      this.#server = await this.#receiver.start(this.#port)
    } catch (cause) {
      throw new Error(`Cannot listen on PORT ${this.#port}: ${String(cause)}. Set PORT to a free port.`, {
        cause,
      })
    }
  }

  async stop(): Promise<void> {
    const closed = this.#receiver.stop()
    this.#server?.closeIdleConnections()
    const cut = setTimeout(() => this.#server?.closeAllConnections(), 1000)
    await closed
    clearTimeout(cut)
  }

  connected(): boolean {
    return this.#server?.listening ?? false
  }

  /** The port that was taken, where any free one was asked for. */
  port(): number | undefined {
    const address: AddressInfo | string | null = this.#server?.address() ?? null
    return address !== null && typeof address === 'object' ? address.port : undefined
  }
}

const guarded =
  (next: RequestListener): RequestListener =>
  (request, response) => {
    if (fromTheFuture(request)) return void response.writeHead(401).end()
    // Bolt reads a form only under its bare name; a proxy may have added a charset.
    const [type, ...parameters] = (request.headers['content-type'] ?? '').split(';')
    if (parameters.length > 0 && type?.trim().toLowerCase() === FORM) request.headers['content-type'] = FORM
    return next(request, response)
  }

const fromTheFuture = ({ headers }: IncomingMessage): boolean =>
  Number(headers['x-slack-request-timestamp'] ?? 0) > Date.now() / 1000 + WINDOW_SECONDS
