import { setTimeout } from 'node:timers/promises'
import { request } from 'undici'
import type { ClientOptions } from 'ws'
import { Unavailable } from '../app/ports/failures.ts'
import { redact } from '../domain/redact.ts'
import type { Access } from './access.ts'
import { type Answer, type Call, callWords } from './call.ts'
import { checkKubeconfig } from './check-kubeconfig.ts'
import { unreachable, wasDropped } from './lost.ts'
import type { ClusterOptions } from './options.ts'

/** The way to one API server: who we are, where it is, and connections that are used again. */
export type Connection = {
  send(call: Call): Promise<Answer>
  /** Address and options for a WebSocket to `path`. */
  socket(path: string, signal: AbortSignal): Promise<{ url: string; options: ClientOptions }>
  requestTimeoutMs: number
  /** Everything is given up when it is over. */
  signal?: AbortSignal
  close(): Promise<void>
}

/**
 * The SDK is loaded at the first question: its generated models take a quarter of a second and a hundred
 * megabytes, which a bot that waits for the next incident can do without. Throws at once when the kubeconfig
 * cannot be read or has no such context.
 */
export function openConnection(options: ClusterOptions): Connection {
  if (options.kubeconfig) checkKubeconfig(options.kubeconfig, options.context)
  const { requestTimeoutMs } = options
  let opening: Promise<Access> | undefined
  const access = () => {
    opening ??= import('./access.ts').then(({ openAccess }) => openAccess(options))
    return opening
  }

  /** Credentials end and are renewed on disk or by a plugin: a 401 did nothing, so they are read again. */
  function renew(): void {
    void opening?.then((old) => old.retire())
    opening = undefined
  }

  /** What `work` makes of the credentials; a plugin that hangs is not waited for longer than the signal says. */
  async function authorized<T>(signal: AbortSignal, work: (access: Access) => Promise<T>): Promise<T> {
    if (signal.aborted)
      throw new Unavailable('Kubernetes was not asked: nobody waits for the answer', { uncertain: false })
    try {
      return await Promise.race([access().then(work), ended(signal)])
    } catch (cause) {
      const why = cause instanceof Error ? `: ${redact(cause.message)}` : ''
      throw new Unavailable(`Could not obtain credentials for Kubernetes${why}`, { uncertain: false, cause })
    }
  }

  async function once(call: Call, signal: AbortSignal): Promise<Answer> {
    const { url, headers: known, dispatcher } = await authorized(signal, (to) => to.request(call.path))
    const headers = { ...known, accept: 'application/json', 'user-agent': 'muster' }
    const began = performance.now()
    const answer = await request(url, {
      method: call.method,
      headers: call.contentType ? { ...headers, 'content-type': call.contentType } : headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal,
      ...(dispatcher ? { dispatcher } : {}),
    })
    const body = await answer.body.text()
    const tookMs = Math.round(performance.now() - began)
    options.log?.debug({ call: callWords(call), status: answer.statusCode, tookMs }, 'kubernetes')
    const pauseMs = pauseAsked(answer.statusCode, answer.headers['retry-after'])
    return { status: answer.statusCode, body, ...(pauseMs === undefined ? {} : { pauseMs }) }
  }

  return {
    requestTimeoutMs,
    async send(call) {
      const timeout = AbortSignal.timeout(requestTimeoutMs)
      const over = performance.now() + requestTimeoutMs
      const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout
      let again = false
      let renewed = false
      for (;;) {
        try {
          const answer = await once(call, signal)
          if (answer.status === 401 && !renewed) {
            renewed = true
            renew()
            continue
          }
          const pause = answer.pauseMs
          if (call.changes || pause === undefined || performance.now() + pause >= over) return answer
          await setTimeout(pause, undefined, { signal })
        } catch (cause) {
          // A kept connection may have been closed at the other end; looking again costs nothing.
          if (call.changes || again || !wasDropped(cause))
            throw unreachable(call, cause, timeout.aborted ? requestTimeoutMs : undefined)
          again = true
        }
      }
    },
    socket: (path, signal) =>
      authorized(signal, async ({ server, socket }) => ({
        url: `${server.replace(/^http/, 'ws')}${path}`,
        options: await socket(),
      })),
    close: async () => (await opening?.catch(() => undefined))?.close(),
  }
}

/** Rejects when the signal is over, and never answers. */
const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))

/**
 * How long a server asks to be left alone, at least a tenth of a second. It may say so with 429 and every 5xx, in
 * whole seconds: client-go/rest/with_retry.go.
 */
function pauseAsked(status: number, header: string | string[] | undefined): number | undefined {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined
  if (seconds === undefined || (status !== 429 && status < 500)) return undefined
  return Math.max(100, seconds * 1000)
}

/** The same connection, for calls that end when the signal does. */
export function until(connection: Connection, signal: AbortSignal): Connection {
  const both = connection.signal ? AbortSignal.any([connection.signal, signal]) : signal
  return {
    ...connection,
    signal: both,
    send: (call) =>
      connection.send({ ...call, signal: call.signal ? AbortSignal.any([call.signal, signal]) : signal }),
  }
}
