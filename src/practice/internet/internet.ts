import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { PracticeClock } from '../control/clock.ts'
import type { Faults } from '../control/faults.ts'
import { handOver, listen } from '../loopback.ts'
import { Authority } from './certificates/authority.ts'
import type { HostAnswer, Hosts } from './host.ts'

export type Internet = {
  /** An HTTP proxy: whatever goes through it meets only the hosts given. */
  proxyUrl: string
  /** Signs the hosts' certificates; trust it for requests through the proxy. */
  caPem: string
  stop(): Promise<void>
}

export type InternetOptions = { port?: number; clock: PracticeClock; faults: Faults; hosts: Hosts }

/**
 * Stands in for the world outside, as an egress proxy on loopback: `CONNECT` with TLS ended by the host's
 * own certificate, and plain HTTP. A name that is not among the hosts does not resolve.
 */
export async function startInternet(options: InternetOptions): Promise<Internet> {
  const { clock, faults, hosts } = options
  const authority = new Authority('Practice internet')
  const isKnown = (name: string) => Object.hasOwn(hosts, name)

  async function answer(scheme: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = targetOf(scheme, request)
    const host = target && isKnown(target.hostname) ? hosts[target.hostname] : undefined
    if (!target || !host) return write(response, unresolved(target?.hostname ?? ''))
    const call = `${request.method} ${target.protocol}//${target.hostname}${target.pathname}`
    const { latencyMs, fault, nth } = faults.begin(call)
    if (latencyMs > 0) await after(clock, latencyMs)
    if (fault?.kind === 'drop') return void request.socket.destroy()
    if (fault?.kind === 'stall') return
    if (fault?.kind === 'status') return write(response, { status: fault.status, body: { error: 'fault' } })
    if (fault?.kind === 'error') return write(response, { status: 500, body: { error: fault.error } })
    const body = await bodyOf(request)
    const path = target.pathname + target.search
    const made = host({ method: request.method ?? 'GET', path, headers: plainHeaders(request), body })
    faults.end(call, nth)
    if (fault?.kind === 'drop-after') return void request.socket.destroy()
    if (fault?.kind === 'hang' || made === 'silent') return
    if (made.afterMs) await after(clock, made.afterMs)
    write(response, made)
  }

  const plain = createServer((request, response) => void answer('http', request, response))
  const secure = createSecureServer(
    { SNICallback: (name, done) => done(null, authority.contextFor(name)), ALPNProtocols: ['http/1.1'] },
    (request, response) => void answer('https', request, response),
  )
  plain.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const name = (request.url ?? '').replace(/:\d+$/, '')
    if (!isKnown(name)) {
      socket.on('error', () => socket.destroy())
      socket.end(`HTTP/1.1 502 ${name} does not resolve\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
      return
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    handOver(socket, plain, secure)
  })

  const { port, close } = await listen(plain, options.port)
  return {
    proxyUrl: `http://127.0.0.1:${port}`,
    caPem: authority.pem,
    stop: close,
  }
}

/** Where a request is bound: the full URL that proxies are sent, or the Host inside a tunnel. */
function targetOf(scheme: string, { url = '/', headers }: IncomingMessage): URL | undefined {
  const text = url.startsWith('/') ? `${scheme}://${headers.host ?? ''}${url}` : url
  return URL.canParse(text) ? new URL(text) : undefined
}

const unresolved = (name: string): HostAnswer => ({
  status: 502,
  body: { error: `${name} does not resolve` },
})

function write(response: ServerResponse, answer: HostAnswer): void {
  if (answer === 'silent') return
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
}

const after = (clock: PracticeClock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve)
  })

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
