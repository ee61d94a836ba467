import { createHmac } from 'node:crypto'
import type { PracticeClock } from '../../control/clock.ts'
import type { Envelope, Outcome, Retry, Transport } from './delivery.ts'

const ACK_MS = 3000

/** Request URLs: payloads go by signed POST, as when Socket Mode is off. */
export class HttpMode implements Transport {
  readonly #clock: PracticeClock
  readonly #secret: string
  readonly #urlFor: (envelope: Envelope) => string | undefined

  constructor(clock: PracticeClock, secret: string, urlFor: (envelope: Envelope) => string | undefined) {
    this.#clock = clock
    this.#secret = secret
    this.#urlFor = urlFor
  }

  async send(envelope: Envelope, retry?: Retry): Promise<Outcome> {
    const url = this.#urlFor(envelope)
    if (!url) return { ok: false, reason: 'connection_failed' }
    const abort = new AbortController()
    const giveUp = this.#clock.after(ACK_MS, () => abort.abort())
    try {
      const { contentType, body } = encode(envelope)
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: abort.signal,
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...this.#signature(body),
          ...(retry
            ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
            : {}),
        },
        body,
      })
      const answer = await response.text()
      if (response.ok)
        return { ok: true, response: decode(answer, response.headers.get('content-type') ?? '') }
      return { ok: false, reason: 'http_error', noRetry: response.headers.get('x-slack-no-retry') === '1' }
    } catch {
      return { ok: false, reason: abort.signal.aborted ? 'timeout' : 'connection_failed' }
    } finally {
      giveUp()
    }
  }

  #signature(body: string): Record<string, string> {
    const timestamp = Math.floor(this.#clock.now() / 1000)
    const hash = createHmac('sha256', this.#secret).update(`v0:${timestamp}:${body}`).digest('hex')
    return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${hash}` }
  }
}

// Passed as a string: from URLSearchParams fetch would add a charset that Slack does not send.
function encode({ type, payload }: Envelope): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) }
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  }
}

function decode(answer: string, contentType: string): unknown {
  if (answer === '') return undefined
  if (!contentType.includes('json')) return { text: answer }
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}
