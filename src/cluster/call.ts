/** One request to the API server, and the words to speak about it. */
export type Call = {
  method: 'GET' | 'PATCH' | 'POST' | 'DELETE'
  /** Whether it may have changed something when its answer is lost: a dry run never does. */
  changes: boolean
  /** As RBAC names it: get, list, patch, create, delete. */
  verb: string
  /** As RBAC names it: `deployments`, `pods/log`. */
  resource: string
  group: string
  namespace: string
  name?: string | undefined
  path: string
  contentType?: string
  body?: unknown
  signal?: AbortSignal | undefined
}

/** `pauseMs`: how long the server asks not to be asked again. */
export type Answer = { status: number; body: string; pauseMs?: number }

export type Asked = {
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
function resourcePath(asked: Asked): string {
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
  changes: false,
  verb: asked.name === undefined ? 'list' : 'get',
})

const contentTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
}

type Patch = Asked & { body: unknown; as: keyof typeof contentTypes; dryRun?: boolean | undefined }

/**
 * A patch whose content type is always said: without it a server or SDK would guess. Our own merge patches are
 * checked strictly; a JSON patch carries what the server itself gave, fields unknown to either side included.
 */
export const patching = (asked: Patch): Call => ({
  ...described({
    ...asked,
    query: {
      fieldManager: 'muster',
      fieldValidation: asked.as === 'json' ? undefined : 'Strict',
      dryRun: asked.dryRun ? 'All' : undefined,
    },
  }),
  method: 'PATCH',
  changes: !asked.dryRun,
  verb: 'patch',
  contentType: contentTypes[asked.as],
  body: asked.body,
})

/**
 * Deletes the object of this uid and no other: the server answers 409 when the name has passed to another one.
 * DeleteOptions of the API reference, kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options.
 */
export const deleting = (asked: Asked & { uid: string; dryRun?: boolean | undefined }): Call => ({
  ...described(asked),
  method: 'DELETE',
  changes: !asked.dryRun,
  verb: 'delete',
  contentType: 'application/json',
  body: {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    preconditions: { uid: asked.uid },
    ...(asked.dryRun ? { dryRun: ['All'] } : {}),
  },
})

/** `patch deployments.apps nqba-platform/nqba-api` */
export function callWords(call: Call): string {
  const resource = call.group ? `${call.resource}.${call.group}` : call.resource
  return `${call.verb} ${resource} ${[call.namespace, call.name].filter(Boolean).join('/')}`
}
