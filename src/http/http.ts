import type { LookupFunction } from 'node:net'
import { getCACertificates } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici'
import { Denied, Unavailable } from '../app/ports/failures.ts'
import type { Http } from '../app/ports/http.ts'
import { mask } from '../domain/redact.ts'
import {
  type AddressRule,
  checkLiteral,
  mayChange,
  mayLook,
  pinnedLookup,
  type Resolve,
  systemResolve,
} from './pinned-address.ts'
import { telling } from './started.ts'

const bodyLimit = 64 * 1024

export type HttpOptions = {
  /**
   * Egress proxy for every address; `ca` (PEM) is trusted beside the usual authorities. It looks names up, so
   * which addresses they may have is for the proxy to decide.
   */
  proxy?: { url: string; ca?: string }
  /** Private networks, as ranges, in which changes may be asked for. */
  privateRanges?: readonly string[]
  resolve?: Resolve
  /** The value of a secret, by the name of its environment variable. */
  secret?: (name: string) => string | undefined
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

function connector(proxy: HttpOptions['proxy'], lookup: LookupFunction, keepAlive: boolean): Dispatcher {
  const connections = keepAlive ? {} : { pipelining: 0 }
  if (!proxy) return new Agent({ ...connections, connect: { lookup } })
  return new ProxyAgent({
    ...connections,
    uri: proxy.url,
    ...(proxy.ca ? { requestTls: { ca: [...getCACertificates('default'), proxy.ca] } } : {}),
  })
}

function readAddress(url: string, rule: AddressRule): URL {
  if (!URL.canParse(url)) throw new Denied('This is not an address')
  const address = new URL(url)
  if (!['http:', 'https:'].includes(address.protocol) || address.username || address.password)
    throw new Denied(`${address.host} is asked by http or https, without a name and password in the address`)
  checkLiteral(address, rule)
  return address
}

const ownSecret = (name: string): string | undefined =>
  name.startsWith('MUSTER_SECRET_') ? process.env[name] : undefined

/** Which addresses may be asked is for the caller to decide; nothing here follows where an answer points. */
export function createHttp({
  proxy,
  privateRanges = [],
  resolve = systemResolve,
  secret = ownSecret,
}: HttpOptions = {}): Http & { close(): Promise<void> } {
  const changing = mayChange(privateRanges)
  const looks = connector(proxy, pinnedLookup(resolve, mayLook), true)
  // A connection kept alive may be closed just as a change is sent over it, and nobody would know.
  const changes = connector(proxy, pinnedLookup(resolve, changing), false)

  async function ask(address: URL, timeoutMs: number, signal: AbortSignal | undefined, how: Asking) {
    const timeout = AbortSignal.timeout(timeoutMs)
    const began = performance.now()
    let started = false
    const { dispatcher, ...options } = how
    try {
      const answer = await request(address, {
        ...options,
        dispatcher: telling(dispatcher, () => {
          started = true
        }),
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      })
      const body = await readUpTo(bodyLimit, answer.body)
      return { status: answer.statusCode, body, tookMs: Math.round(performance.now() - began) }
    } catch (cause) {
      if (cause instanceof Denied) throw cause
      throw new Unavailable(`${address.host} ${whyNot(cause, timeoutMs)}`, {
        uncertain: started && how.method !== 'GET',
        cause,
      })
    }
  }

  return {
    get: async (url, { timeoutMs, headers = {}, signal }) =>
      ask(readAddress(url, mayLook), timeoutMs, signal, {
        dispatcher: looks,
        method: 'GET',
        headers: { 'user-agent': 'muster', ...headers },
      }),
    async send({ method, url, headers, secretHeaders = {}, body, timeoutMs, signal }) {
      const address = readAddress(url, changing)
      const secrets = Object.entries(secretHeaders).map(([header, name]) => {
        const value = secret(name)
        if (!value) throw new Denied(`${name} is not set where Muster runs, and ${address.host} needs it`)
        return [header, value] as const
      })
      const answer = await ask(address, timeoutMs, signal, {
        dispatcher: changes,
        method,
        headers: { 'user-agent': 'muster', ...headers, ...Object.fromEntries(secrets) },
        ...(body === undefined ? {} : { body }),
      })
      return {
        ...answer,
        body: hide(
          answer.body,
          secrets.map(([, value]) => value),
        ),
      }
    },
    close: async () => {
      await Promise.all([looks.destroy(), changes.destroy()])
    },
  }
}

type Asking = { dispatcher: Dispatcher; method: string; headers: Record<string, string>; body?: string }

/** An answer may repeat what it was sent: `Bearer x`, or `x` alone. */
const hide = (text: string, secrets: readonly string[]): string =>
  secrets
    .flatMap((value) => [value, ...value.split(/\s+/).filter((word) => word.length >= 8)])
    .reduce((clean, value) => clean.replaceAll(value, mask), text)
