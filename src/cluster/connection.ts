import { createHash } from 'node:crypto'
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node'
import { Agent, type Dispatcher, request } from 'undici'
import type { ClientOptions } from 'ws'
import { Unavailable } from '../app/ports/cluster.ts'
import { type Answer, type Call, callWords, isChange, unreachable } from './call.ts'

export type ClusterOptions = {
  /** Path of a kubeconfig; without it and without `inCluster`, `KUBECONFIG` or `~/.kube/config`. */
  kubeconfig?: string
  context?: string
  /** Use the service account of the pod Muster runs in. */
  inCluster?: boolean
  requestTimeoutMs: number
  log?: { debug(fields: object, message: string): void }
}

/** The way to one API server: who we are, where it is, and connections that are used again. */
export type Connection = {
  send(call: Call): Promise<Answer>
  /** Address and options for a WebSocket to `path`. */
  socket(path: string): Promise<{ url: string; options: ClientOptions }>
  requestTimeoutMs: number
  close(): Promise<void>
}

/**
 * Kubeconfig, exec plugins, rotating service-account tokens and proxies are the SDK's; the calls are our own.
 * Its generated API drops every field newer than itself, which would damage a template put back, and has no
 * timeout. It also makes a new agent, and so a TLS handshake, for each request: here the first is kept for as
 * long as certificate, CA and proxy stay the same.
 */
class Credentials extends KubeConfig {
  #wanted = ''
  #kept = new Map<string, Dispatcher>()

  override createDispatcherOptions(...given: Parameters<KubeConfig['createDispatcherOptions']>) {
    const wanted = super.createDispatcherOptions(...given)
    this.#wanted = createHash('sha256').update(JSON.stringify(wanted)).digest('hex')
    return wanted
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context)
    const dispatcher = this.#kept.get(this.#wanted) ?? context.getDispatcher() ?? new Agent()
    for (const [key, old] of this.#kept)
      if (old !== dispatcher) {
        this.#kept.delete(key)
        void old.close()
      }
    this.#kept.set(this.#wanted, dispatcher)
    context.setDispatcher(dispatcher)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.values()].map((dispatcher) => dispatcher.destroy()))
    this.#kept.clear()
  }
}

/** Throws when the kubeconfig cannot be read, names no such context, or has no cluster. */
export function openConnection(options: ClusterOptions): Connection {
  const credentials = new Credentials()
  if (options.inCluster) credentials.loadFromCluster()
  else if (options.kubeconfig) credentials.loadFromFile(options.kubeconfig)
  else credentials.loadFromDefault()
  if (options.context) {
    if (!credentials.getContextObject(options.context))
      throw new Error(`No context "${options.context}" in the kubeconfig: set MUSTER_CONTEXT to one it has`)
    credentials.setCurrentContext(options.context)
  }
  const cluster = credentials.getCurrentCluster()
  if (!cluster)
    throw new Error('The kubeconfig names no cluster: set current-context in it, or MUSTER_CONTEXT')
  // The SDK refuses http: otherwise; there is no TLS to verify on it.
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify)
    credentials.clusters = credentials.clusters.map((one) =>
      one.name === cluster.name ? { ...one, skipTLSVerify: true } : one,
    )
  const server = cluster.server.replace(/\/+$/, '')

  async function once(call: Call): Promise<Answer> {
    const context = new RequestContext(`${server}${call.path}`, HttpMethod.GET)
    try {
      await credentials.applySecurityAuthentication(context)
    } catch (cause) {
      throw new Unavailable('Could not obtain credentials for Kubernetes: check the kubeconfig', {
        uncertain: false,
        cause,
      })
    }
    const timeout = AbortSignal.timeout(options.requestTimeoutMs)
    const dispatcher = context.getDispatcher()
    const headers = { ...context.getHeaders(), accept: 'application/json', 'user-agent': 'muster' }
    const began = performance.now()
    const answer = await request(context.getUrl(), {
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
        if (isChange(call) || !lost.again) throw lost.error
      }
      return once(call).catch((error: unknown) => {
        throw unreachable(call, error, options.requestTimeoutMs).error
      })
    },
    async socket(path) {
      const socketOptions: ClientOptions = {}
      await credentials.applyToHTTPSOptions(socketOptions)
      return { url: `${server.replace(/^http/, 'ws')}${path}`, options: socketOptions }
    },
    close: () => credentials.close(),
  }
}
