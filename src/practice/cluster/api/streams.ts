import type { ServerResponse } from 'node:http'
import { expired } from './status.ts'

/** The watches that are open, so that they can be ended on purpose. */
export class Streams {
  #watches = new Set<ServerResponse>()

  add(response: ServerResponse): void {
    this.#watches.add(response)
    response.once('close', () => this.#watches.delete(response))
  }

  get count(): number {
    return this.#watches.size
  }

  /** Without a word, as when a server dies. */
  cut(): void {
    for (const response of this.#watches) response.socket?.destroy()
  }

  /** As when what a watch started from has been forgotten: its last event says 410. */
  expire(): void {
    const { body } = expired('The resourceVersion for the provided watch is too old.')
    for (const response of this.#watches) response.end(`${JSON.stringify({ type: 'ERROR', object: body })}\n`)
  }
}
