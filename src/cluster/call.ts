import { Unavailable } from '../app/ports/cluster.ts'

/** One request to the API server, and the words to speak about it. */
export type Call = {
  method: 'GET' | 'PATCH' | 'POST'
  /** As RBAC names it: get, list, patch, create. */
  verb: string
  /** As RBAC names it: `deployments`, `pods/log`. */
  resource: string
  group: string
  namespace: string
  name?: string | undefined
  path: string
  contentType?: string
  body?: unknown
  dryRun?: boolean
  signal?: AbortSignal | undefined
}

export type Answer = { status: number; body: string }

type Asked = {
  /** `''` for the core group. */
  group: string
  version: string
  resource: string
  namespace: string
  name?: string | undefined
  subresource?: string
  query?: Record<string, string | number | boolean | string[] | undefined>
  signal?: AbortSignal | undefined
}

/** Path of a namespaced resource with its query; values are encoded, an undefined one is left out. */
export function resourcePath(asked: Asked): string {
  const root = asked.group ? `/apis/${asked.group}/${asked.version}` : `/api/${asked.version}`
  const rest = ['namespaces', asked.namespace, asked.resource, asked.name, asked.subresource]
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(asked.query ?? {}))
    for (const one of [value].flat()) if (one !== undefined) query.append(key, String(one))
  const path = [root, ...rest.filter((part) => part !== undefined).map(encodeURIComponent)].join('/')
  return query.size > 0 ? `${path}?${query}` : path
}

const described = (asked: Asked) => ({
  resource: asked.subresource ? `${asked.resource}/${asked.subresource}` : asked.resource,
  group: asked.group,
  namespace: asked.namespace,
  name: asked.name,
  path: resourcePath(asked),
  signal: asked.signal,
})

export const reading = (asked: Asked): Call => ({
  ...described(asked),
  method: 'GET',
  verb: asked.name === undefined ? 'list' : 'get',
})

type Patch = Asked & { body: unknown; as: 'merge' | 'json'; dryRun?: boolean | undefined }

/**
 * A patch whose content type is always said: without it a server or SDK would guess. Our own merge patches are
 * checked strictly; a JSON patch carries what the server itself gave, fields unknown to either side included.
 */
export const patching = (asked: Patch): Call => ({
  ...described({
    ...asked,
    query: {
      fieldManager: 'muster',
      fieldValidation: asked.as === 'merge' ? 'Strict' : undefined,
      dryRun: asked.dryRun ? 'All' : undefined,
    },
  }),
  method: 'PATCH',
  verb: 'patch',
  contentType: asked.as === 'merge' ? 'application/merge-patch+json' : 'application/json-patch+json',
  body: asked.body,
  dryRun: asked.dryRun ?? false,
})

/** Whether the call may have changed something when its answer is lost. */
export const isChange = (call: Call): boolean => call.method !== 'GET' && !call.dryRun

/** `patch deployments.apps nqba-platform/nqba-api` */
export function callWords(call: Call): string {
  const resource = call.group ? `${call.resource}.${call.group}` : call.resource
  return `${call.verb} ${resource} ${[call.namespace, call.name].filter(Boolean).join('/')}`
}

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const droppedCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether a call that failed so can have reached the other side. */
export const mayHaveArrived = (error: unknown): boolean => {
  const code = codeOf(error)
  return !neverSent.has(code) && !code.startsWith('ERR_TLS') && !code.includes('CERT')
}

/** A call that got no answer, as an error to throw; `again`: the connection was dropped, a read may be repeated. */
export function unreachable(
  call: Call,
  error: unknown,
  timeoutMs: number,
): { error: Unavailable; again: boolean } {
  if (error instanceof Unavailable) return { error, again: false }
  const code = codeOf(error)
  const sent = mayHaveArrived(error)
  const name = error instanceof Error ? error.name : ''
  const why =
    name === 'TimeoutError'
      ? `did not answer within ${timeoutMs / 1000} s`
      : name === 'AbortError'
        ? 'was not waited for any longer'
        : sent
          ? 'closed the connection without an answer'
          : `cannot be reached (${code})`
  return {
    error: new Unavailable(`Kubernetes ${why}: ${callWords(call)}`, {
      uncertain: isChange(call) && sent,
      cause: error,
    }),
    again: droppedCodes.has(code),
  }
}
