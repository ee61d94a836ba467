import { getCACertificates } from 'node:tls'
import { Agent, ProxyAgent, request } from 'undici'
import { type Http, Unavailable } from '../app/ports/cluster.ts'

const bodyLimit = 64 * 1024

export type HttpOptions = {
  /** Egress proxy for every address; `ca` (PEM) is trusted beside the usual authorities. */
  proxy?: { url: string; ca?: string }
}

async function readUpTo(limit: number, body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk.subarray(0, limit - size))
    size += chunk.length
    // Leaving the loop ends the stream and with it the connection.
    if (size >= limit) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'gave no answer'
  if (error.name === 'TimeoutError') return `did not answer within ${timeoutMs / 1000} s`
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return `gave no answer (${code})`
}

/** Which addresses may be asked is for the caller to decide; nothing here follows where an answer points. */
export function createHttp({ proxy }: HttpOptions = {}): Http & { close(): Promise<void> } {
  const dispatcher = proxy
    ? new ProxyAgent({
        uri: proxy.url,
        ...(proxy.ca ? { requestTls: { ca: [...getCACertificates('default'), proxy.ca] } } : {}),
      })
    : new Agent()
  return {
    async get(url, { timeoutMs, headers = {}, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs)
      const began = performance.now()
      try {
        const answer = await request(url, {
          dispatcher,
          headers: { 'user-agent': 'muster', ...headers },
          signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
        })
        const body = await readUpTo(bodyLimit, answer.body)
        return { status: answer.statusCode, body, tookMs: Math.round(performance.now() - began) }
      } catch (cause) {
        const host = URL.canParse(url) ? new URL(url).host : 'the address'
        throw new Unavailable(`${host} ${whyNot(cause, timeoutMs)}`, { uncertain: false, cause })
      }
    },
    close: () => dispatcher.destroy(),
  }
}
