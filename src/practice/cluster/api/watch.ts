import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../object.ts'
import type { ResourceKind } from '../resources.ts'
import { apiVersionOf } from '../resources.ts'
import type { Change, Store } from '../store.ts'
import type { ResourceRequest } from './request.ts'
import { isTrue } from './request.ts'
import type { Matches } from './selectors.ts'
import { selection } from './selectors.ts'
import { expired } from './status.ts'
import { asksForTable, tableOf } from './tables/index.ts'
import { checkVersion } from './versions.ts'
import { viewed } from './views.ts'

const bookmarkEveryMs = 60_000

/** Streams changes, one JSON object a line, until `timeoutSeconds` or until the client leaves. */
export function watch(store: Store, request: ResourceRequest, response: ServerResponse): void {
  const { kind, version, namespace, name, query } = request
  const byQuery = selection(query, kind, version)
  const matches: Matches = (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    byQuery(object)
  const since = query.get('resourceVersion') ?? ''
  checkVersion(store, since)
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  response.flushHeaders()
  let headed = false
  const send = (type: string, object: KubeObject) => {
    const shown = asksForTable(request.accept)
      ? tableOf(
          request,
          [object],
          { resourceVersion: object.metadata.resourceVersion },
          store.clock.now(),
          headed,
        )
      : viewed(kind, version, object)
    headed = true
    response.write(`${JSON.stringify({ type, object: shown })}\n`)
  }
  if (since !== '' && since !== '0' && Number(since) < store.oldest) {
    const { body } = expired(`too old resource version: ${since} (${store.oldest})`)
    response.end(`${JSON.stringify({ type: 'ERROR', object: body })}\n`)
    return
  }
  const bookmark = (end = false) =>
    response.write(
      `${JSON.stringify({ type: 'BOOKMARK', object: bookmarkOf(kind, version, store.version, end) })}\n`,
    )
  if (since === '' || since === '0' || isTrue(query.get('sendInitialEvents') ?? 'false')) {
    for (const object of store.list(kind.plural, namespace)) if (matches(object)) send('ADDED', object)
    if (query.get('sendInitialEvents') === 'true') bookmark(true)
  } else for (const change of store.changesAfter(kind.plural, Number(since))) tell(change)

  function tell(change: Change): void {
    const seen = seenAs(change, matches)
    if (seen) send(seen, change.object)
  }
  const stopListening = store.subscribe((change) => {
    if (change.resource === kind.plural) tell(change)
  })
  // The length of a watch is the server's own time, which a stepped clock must not hold up.
  const mark = () => isTrue(query.get('allowWatchBookmarks')) && bookmark()
  const bookmarks = setInterval(mark, bookmarkEveryMs)
  const finish = () => {
    mark()
    response.end()
  }
  const seconds = Number(query.get('timeoutSeconds') ?? 0)
  const end = seconds > 0 ? setTimeout(finish, seconds * 1000) : undefined
  response.once('close', () => {
    stopListening()
    clearInterval(bookmarks)
    clearTimeout(end)
  })
}

/** An object that comes to match is added for this watcher, one that ceases to match is deleted. */
function seenAs(change: Change, matches: Matches): Change['type'] | undefined {
  const now = matches(change.object)
  if (change.type !== 'MODIFIED' || !change.previous) return now ? change.type : undefined
  const before = matches(change.previous)
  if (now) return before ? 'MODIFIED' : 'ADDED'
  return before ? 'DELETED' : undefined
}

const bookmarkOf = (kind: ResourceKind, version: string, at: number, initialEnd: boolean) => ({
  kind: kind.kind,
  apiVersion: apiVersionOf(kind.group, version),
  metadata: {
    resourceVersion: String(at),
    creationTimestamp: null,
    ...(initialEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
  },
})
