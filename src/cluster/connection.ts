import { request } from 'undici'
import type { ClientOptions } from 'ws'
import { Unavailable } from '../app/ports/cluster.ts'
import type { Access } from './access.ts'
import { type Answer, type Call, callWords, unreachable } from './call.ts'
import { checkKubeconfig } from './check-kubeconfig.ts'
import type { ClusterOptions } from './options.ts'

/** The way to one API server: who we are, where it is, and connections that are used again. */
export type Connection = {
  send(call: Call): Promise<Answer>
  /** Address and options for a WebSocket to `path`. */
  socket(path: string): Promise<{ url: string; options: ClientOptions }>
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
  let opening: Promise<Access> | undefined
  const access = () => {
    opening ??= import('./access.ts').then(({ openAccess }) => openAccess(options))
    return opening
  }

  async function authorized(path: string) {
    try {
      return await (await access()).request(path)
    } catch (cause) {
      const why = cause instanceof Error ? `: ${cause.message}` : ''
      throw new Unavailable(`Could not obtain credentials for Kubernetes${why}`, { uncertain: false, cause })
    }
  }

  async function once(call: Call): Promise<Answer> {
    const { url, headers: known, dispatcher } = await authorized(call.path)
    const timeout = AbortSignal.timeout(options.requestTimeoutMs)
    const headers = { ...known, accept: 'application/json', 'user-agent': 'muster' }
    const began = performance.now()
    const answer = await request(url, {
      method: call.method,
      headers: call.contentType ? { ...headers, 'content-type': call.contentType } : headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.signal ? AbortSignal.any([timeout, call.signal]) : timeout,
      ...(dispatcher ? { dispatcher } : {}),
    })
    const body = await answer.body.text()
    const tookMs = Math.round(performance.now() - began)
    options.log?.debug({ call: callWords(call), status: answer.statusCode, tookMs }, 'kubernetes')
    return { status: answer.statusCode, body }
  }

  return {
    requestTimeoutMs: options.requestTimeoutMs,
    async send(call) {
      try {
        return await once(call)
      } catch (error) {
        const lost = unreachable(call, error, options.requestTimeoutMs)
        // A kept connection may have been closed at the other end; looking again costs nothing.
        if (call.changes || !lost.again) throw lost.error
      }
      return once(call).catch((error: unknown) => {
        throw unreachable(call, error, options.requestTimeoutMs).error
      })
    },
    async socket(path) {
      const { server, socket } = await access()
      return { url: `${server.replace(/^http/, 'ws')}${path}`, options: await socket() }
    },
    close: async () => (await opening?.catch(() => undefined))?.close(),
  }
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
