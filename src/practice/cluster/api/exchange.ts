import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault } from '../../control/faults.ts'
import { isCut } from './faults.ts'
import type { Answer } from './read.ts'
import type { Serving } from './serving.ts'
import { ApiError } from './status.ts'
import { cut, internal, send } from './transfer.ts'

/** One call over HTTP: who made it, which fault struck it, and how it ended. */
export class Exchange {
  readonly call: string
  user = ''
  fault: Fault | undefined
  readonly #serving: Serving
  readonly #request: IncomingMessage
  readonly #response: ServerResponse

  constructor(serving: Serving, request: IncomingMessage, response: ServerResponse, url: URL) {
    this.#serving = serving
    this.#request = request
    this.#response = response
    // A dry run is another call: a fault ordered for the change itself does not strike it.
    this.call = `${request.method ?? 'GET'} ${url.pathname}${url.searchParams.has('dryRun') ? '?dryRun' : ''}`
  }

  note(status: number): void {
    const at = new Date(this.#serving.world.clock.now()).toISOString()
    const { call, user, fault } = this
    this.#serving.onCall({ at, call, user, status, ...(fault ? { fault: fault.kind } : {}) })
  }

  answer(answer: Answer, headers?: Record<string, string>): void {
    this.note(answer.status)
    send(this.#response, answer, headers)
  }

  /** The client hears nothing: at once, or ever. */
  lose(status: number, { kind }: Fault): void {
    this.note(status)
    if (kind === 'drop' || kind === 'drop-after') cut(this.#request)
  }

  fail(error: unknown): void {
    const refusal = error instanceof ApiError ? error : internal(error)
    if (this.fault && isCut(this.fault)) this.lose(refusal.code, this.fault)
    else this.answer({ status: refusal.code, body: refusal.body }, retryAfter(refusal))
  }
}

const retryAfter = ({ body }: ApiError): Record<string, string> => {
  const seconds = body.details?.retryAfterSeconds
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}
