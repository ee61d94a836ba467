import { describe, expect, test } from 'vitest'
import { fieldAt, isFields } from '../../../src/practice/cluster/object.ts'
import { listAt, steppedCluster } from './practice.ts'
import type { Exchange } from './recording/exchanges.ts'
import { isAbsent, readExchanges, whyNot } from './recording/exchanges.ts'
import { recordedService } from './recording/seed.ts'
import { plainMessage, shapeOf } from './recording/shape.ts'

const told = isAbsent ? ' (skipped: the shared recording is absent)' : ''

async function recordedCluster() {
  const stepped = await steppedCluster({
    services: [recordedService],
    accounts: [{ name: 'viewer', token: 'viewer-token', rules: [] }],
  })
  const { cluster, world } = stepped
  const admin = cluster.accounts[0]?.token ?? ''
  const worker = () => world.store.get('deployments', 'nqba-platform', 'nqba-worker')?.metadata.uid ?? ''
  /** Uids and pod names are ours. */
  const ours = (path: string) =>
    path
      .replace(/involvedObject\.uid%3D[\w-]+/, `involvedObject.uid%3D${worker()}`)
      .replace(/nqba-api-\w+-\w{5}/, world.store.list('pods')[0]?.metadata.name ?? '')
      .replace(/resourceVersion=1[45]\d\d/, `resourceVersion=${world.store.version}`)
  const send = async (
    { label, method, path, accept, contentType, request, response }: Exchange,
    leave?: AbortSignal,
  ) => {
    const lost = typeof request === 'string' && request.includes('\ufffd')
    const body = lost
      ? JSON.stringify(asCreated(response))
      : typeof request === 'string'
        ? request
        : JSON.stringify(request)
    const answer = await fetch(`${cluster.url}${ours(path)}`, {
      method,
      headers: {
        authorization: `Bearer ${label.includes('viewer') ? 'viewer-token' : admin}`,
        accept: accept || '*/*',
        'user-agent': 'kubectl/v1.32',
        ...(contentType ? { 'content-type': lost ? 'application/json' : contentType } : {}),
      },
      ...(request === undefined || request === null ? {} : { body: body ?? '' }),
      ...(leave ? { signal: leave } : {}),
    })
    return answer
  }
  return { ...stepped, send }
}

/** What the client must have sent, from what the server made of it. */
function asCreated(response: unknown): unknown {
  if (!isFields(response)) return response
  const { name, labels } = isFields(response.metadata) ? response.metadata : {}
  return { ...response, metadata: { name, labels }, status: undefined }
}

/** Differences between an answer of ours and the recorded one, in words. */
function differences(exchange: Exchange, status: number, type: string | null, body: unknown): string[] {
  const where = `${exchange.line} ${exchange.label}: ${exchange.method} ${exchange.path.slice(0, 90)}`
  const found: string[] = []
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)]
    if (a !== b) found.push(`${where}: ${what} is ${a}, recorded ${b}`)
  }
  const recorded = exchange.response
  compare('status', status, exchange.status)
  compare('content type', type, exchange.responseContentType)
  for (const field of ['kind', 'apiVersion', 'reason'])
    compare(field, fieldAt(body, field), fieldAt(recorded, field))
  compare('message', plainMessage(fieldAt(body, 'message')), plainMessage(fieldAt(recorded, 'message')))
  if (fieldAt(recorded, 'kind') === 'Table') {
    const names = (table: unknown) => listAt(table, 'columnDefinitions').map((one) => fieldAt(one, 'name'))
    compare('columns', names(body), names(recorded))
  }
  if (fieldAt(recorded, 'metadata.name') === 'nqba-worker')
    for (const field of ['metadata.generation', 'metadata.annotations', 'spec'])
      compare(field, sorted(fieldAt(body, field)), sorted(fieldAt(recorded, field)))
  if (fieldAt(recorded, 'kind') === 'ReplicaSetList')
    compare('revisions', revisions(body), revisions(recorded))
  if (fieldAt(recorded, 'kind') === 'APIResourceList') return [...found, ...discovered(where, body, recorded)]
  const [ours, theirs] = [shapeOf(body), shapeOf(recorded)]
  const isGroups = fieldAt(recorded, 'kind') === 'APIGroupList'
  const missing = theirs.filter((path) => !ours.includes(path))
  const added = ours.filter((path) => !theirs.includes(path))
  if (missing.length > 0 && !isGroups) found.push(`${where}: lacks ${missing.join(' ')}`)
  if (added.length > 0) found.push(`${where}: has besides ${added.join(' ')}`)
  return found
}

/** What each ReplicaSet stands for, in the order of revisions. */
const revisions = (list: unknown): unknown[] =>
  listAt(list, 'items')
    .map((set) => ({
      of: listAt(set, 'spec.template.spec.containers').map((one) => fieldAt(one, 'image')),
      annotations: sorted(fieldAt(set, 'metadata.annotations')),
      replicas: fieldAt(set, 'spec.replicas'),
    }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

const sorted = (value: unknown): unknown =>
  isFields(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([name, inner]) => [name, sorted(inner)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value

/** We serve fewer resources; those that we serve are described as the real server does. */
function discovered(where: string, ours: unknown, theirs: unknown): string[] {
  return listAt(ours, 'resources').flatMap((resource) => {
    const name = fieldAt(resource, 'name')
    const real = listAt(theirs, 'resources').find((one) => fieldAt(one, 'name') === name)
    if (!real) return [`${where}: ${name} is not served by the real server`]
    return ['kind', 'namespaced', 'shortNames', 'categories', 'group', 'version'].flatMap((field) => {
      const [a, b] = [JSON.stringify(fieldAt(resource, field)), JSON.stringify(fieldAt(real, field))]
      return a === b ? [] : [`${where}: ${field} of ${name} is ${a}, recorded ${b}`]
    })
  })
}

describe.skipIf(isAbsent)(`the recorded API server${told}`, () => {
  test('answers as ours does, request by request', async () => {
    const { send, clock } = await recordedCluster()
    const found: string[] = []
    let replayed = 0
    let label = ''
    for (const exchange of readExchanges()) {
      if (whyNot(exchange) && exchange.line !== 29) continue
      if (exchange.label !== label) clock.advance(20_000)
      label = exchange.label
      replayed += 1
      if (exchange.path.includes('watch=true') || exchange.path.includes('watch=1&resourceVersion=0')) {
        const leave = new AbortController()
        const answer = await send(exchange, leave.signal)
        const type = answer.headers.get('content-type')
        if (answer.status !== exchange.status || type !== exchange.responseContentType)
          found.push(`${exchange.line} ${label}: ${answer.status} ${type}`)
        leave.abort()
        continue
      }
      const answer = await send(exchange)
      const text = await answer.text()
      found.push(
        ...differences(exchange, answer.status, answer.headers.get('content-type'), JSON.parse(text)),
      )
      if (exchange.method !== 'GET') clock.advance(300)
    }
    expect(found).toEqual([])
    expect(replayed).toBeGreaterThan(140)
  })

  test('leaves out nothing without a reason', () => {
    const reasons = new Map<string, number[]>()
    for (const exchange of readExchanges()) {
      const why = whyNot(exchange)
      if (why) reasons.set(why, [...(reasons.get(why) ?? []), exchange.line])
    }
    expect(Object.fromEntries(reasons)).toMatchInlineSnapshot(`
      {
        "discovery of a group or version that the practice cluster does not serve": [
          3,
          4,
          6,
          7,
          9,
          12,
          15,
          16,
          17,
          18,
          19,
          22,
          24,
          25,
          26,
          152,
          153,
          154,
          158,
          160,
          161,
          162,
          163,
          164,
          166,
          168,
          169,
          170,
          171,
          172,
        ],
        "its Protobuf body lost bytes in the recording; sent as JSON instead": [
          29,
        ],
        "recorded against an unreachable kubelet; ours answers": [
          142,
          197,
          198,
        ],
      }
    `)
  })

  test('watches start with what stands, as recorded', async () => {
    const { send, clock, world } = await recordedCluster()
    const recorded = readExchanges().find((one) => one.path.includes('watch=1&resourceVersion=0'))
    if (!recorded) throw new Error('The recording has no such watch')
    const leave = new AbortController()
    const answer = await send(recorded, leave.signal)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = JSON.parse((await reader?.read())?.value?.split('\n')[0] ?? '{}')
    const deployment = world.store.get('deployments', 'nqba-platform', 'nqba-api')
    if (!deployment) throw new Error('The seed has no nqba-api')
    world.store.remove('pods', 'nqba-platform', world.store.list('pods')[0]?.metadata.name ?? '')
    clock.advance(10_000)
    const later = JSON.parse((await reader?.read())?.value?.split('\n')[0] ?? '{}')
    leave.abort()
    const [one, , two] = Array.isArray(recorded.response) ? recorded.response : []
    expect([first.type, later.type]).toEqual([one.type, two.type])
    expect(shapeOf(first)).toEqual(shapeOf(one))
  })
})
