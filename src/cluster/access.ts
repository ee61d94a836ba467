import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node'
import { Agent, type Dispatcher } from 'undici'
import type { ClientOptions } from 'ws'
import type { ClusterOptions } from './options.ts'

/** Who we are to one API server, and the way there. */
export type Access = {
  /** Address without a slash at the end. */
  server: string
  /** Headers and connections for a request to `path`. */
  request(
    path: string,
  ): Promise<{ url: string; headers: Record<string, string>; dispatcher: Dispatcher | undefined }>
  socket(): Promise<ClientOptions>
  /** Lets calls that are under way end, and takes no others. */
  retire(): void
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

  retire(): void {
    for (const dispatcher of this.#kept.values()) void dispatcher.close()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.values()].map((dispatcher) => dispatcher.destroy()))
    this.#kept.clear()
  }
}

/** Throws when the kubeconfig cannot be read, names no such context, or has no cluster. */
export function openAccess(options: Pick<ClusterOptions, 'kubeconfig' | 'context' | 'inCluster'>): Access {
  const credentials = load(options)
  const cluster = credentials.getCurrentCluster()
  if (!cluster)
    throw new Error('The kubeconfig names no cluster: set current-context in it, or MUSTER_CONTEXT')
  // The SDK refuses http: otherwise; there is no TLS to verify on it.
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify)
    credentials.clusters = credentials.clusters.map((one) =>
      one.name === cluster.name ? { ...one, skipTLSVerify: true } : one,
    )
  const server = cluster.server.replace(/\/+$/, '')
  return {
    server,
    async request(to) {
      const context = new RequestContext(`${server}${to}`, HttpMethod.GET)
      await credentials.applySecurityAuthentication(context)
      return { url: context.getUrl(), headers: context.getHeaders(), dispatcher: context.getDispatcher() }
    },
    async socket() {
      const socketOptions: ClientOptions = {}
      await credentials.applyToHTTPSOptions(socketOptions)
      return socketOptions
    },
    retire: () => credentials.retire(),
    close: () => credentials.close(),
  }
}

function load({ inCluster, kubeconfig, context }: Parameters<typeof openAccess>[0]): Credentials {
  const credentials = new Credentials()
  if (inCluster) credentials.loadFromCluster()
  else if (kubeconfig) loadFiles(credentials, kubeconfig)
  else credentials.loadFromDefault()
  if (context) {
    if (!credentials.getContextObject(context))
      throw new Error(`No context "${context}" in the kubeconfig: set MUSTER_CONTEXT to one it has`)
    credentials.setCurrentContext(context)
  }
  return credentials
}

/** Several files, as `KUBECONFIG` may list; a name may stand in only one of them. */
function loadFiles(credentials: Credentials, list: string): void {
  const [first, ...others] = list.split(path.delimiter).filter((file) => existsSync(file))
  credentials.loadFromFile(first ?? list)
  for (const file of others) {
    const more = new KubeConfig()
    more.loadFromFile(file)
    credentials.mergeConfig(more, true)
  }
}
