import { describe, expect, test } from 'vitest'
import { fieldAt, isFields } from '../../../src/practice/cluster/object.ts'
import type { Store } from '../../../src/practice/cluster/store.ts'
import { listAt, steppedCluster } from './practice.ts'
import type { Exchange } from './recording/exchanges.ts'
import { bodyOf, isAbsent, readExchanges } from './recording/exchanges.ts'
import { recordedService } from './recording/seed.ts'
import { plainMessage, shapeOf } from './recording/shape.ts'

const told = isAbsent ? ' (skipped: the shared recording is absent)' : ''

async function recordedCluster() {
  const stepped = await steppedCluster({
    services: [recordedService],
    accounts: [{ name: 'viewer', token: 'viewer-token', rules: [] }],
  })
  const { cluster, world } = stepped
  asRecorded(world.store)
  const admin = cluster.accounts[0]?.token ?? ''
  const worker = () => world.store.get('deployments', 'nqba-platform', 'nqba-worker')?.metadata.uid ?? ''
  /** Uids and pod names are ours. */
  const ours = (path: string) =>
    path
      .replace(/involvedObject\.uid%3D[\w-]+/, `involvedObject.uid%3D${worker()}`)
      .replace(/nqba-api-\w+-\w{5}/, world.store.list('pods')[0]?.metadata.name ?? '')
      .replace(/resourceVersion=1[45]\d\d/, `resourceVersion=${world.store.version}`)
  const send = (exchange: Exchange, leave?: AbortSignal) => {
    const { label, method, path, accept, contentType } = exchange
    const body = bodyOf(exchange)
    return fetch(`${cluster.url}${ours(path)}`, {
      method,
      headers: {
        authorization: `Bearer ${label.includes('viewer') ? 'viewer-token' : admin}`,
        accept: accept || '*/*',
        'user-agent': 'kubectl/v1.32',
        ...(contentType ? { 'content-type': contentType } : {}),
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
      ...(leave ? { signal: leave } : {}),
    })
  }
  return { ...stepped, send }
}

/** The recorded nodes had no kubelets to reach and told no addresses, and nobody had installed a metrics server. */
function asRecorded(store: Store): void {
  for (const node of store.list('nodes'))
    store.update(
      'nodes',
      { ...node, status: { ...(isFields(node.status) ? node.status : {}), addresses: [] } },
      { manager: 'kubelet' },
    )
  store.remove('apiservices', undefined, 'v1beta1.metrics.k8s.io')
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
  if (fieldAt(recorded, 'kind') === 'APIGroupList')
    compare('groups', fieldAt(body, 'groups'), fieldAt(recorded, 'groups'))
  const missing = theirs.filter((path) => !ours.includes(path))
  const added = ours.filter((path) => !theirs.includes(path))
  if (missing.length > 0) found.push(`${where}: lacks ${missing.join(' ')}`)
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

/** Doors of a real server that lead into a network, which practice has not. */
const noDoors = [
  'nodes/proxy',
  'pods/attach',
  'pods/portforward',
  'pods/proxy',
  'serviceaccounts/token',
  'services/proxy',
]

/** Since 1.30; the recorded server was 1.25. */
const isNewer = (described: string): boolean => described.includes('"ValidatingAdmissionPolicy')

/** Every resource is described as the real server describes it. */
function discovered(where: string, ours: unknown, theirs: unknown): string[] {
  const facts = ['name', 'kind', 'namespaced', 'verbs', 'shortNames', 'categories', 'group', 'version']
  const described = (list: unknown) =>
    listAt(list, 'resources')
      .filter((one) => !noDoors.includes(String(fieldAt(one, 'name'))))
      .map((one) => facts.map((fact) => JSON.stringify(fieldAt(one, fact))).join(' '))
  const [a, b] = [described(ours).filter((one) => !isNewer(one)), described(theirs)]
  return [
    ...b.filter((one) => !a.includes(one)).map((one) => `${where}: lacks ${one}`),
    ...a.filter((one) => !b.includes(one)).map((one) => `${where}: has besides ${one}`),
  ]
}

/** Recorded within one second, before any controller came round to the new autoscaler. */
const youngAutoscaler = /autoscale$| hpa$/

describe.skipIf(isAbsent)(`the recorded API server${told}`, () => {
  test('answers as ours does, request by request', async () => {
    const { send, clock } = await recordedCluster()
    const found: string[] = []
    let replayed = 0
    let label = ''
    for (const exchange of readExchanges()) {
      if (exchange.label !== label && !youngAutoscaler.test(exchange.label)) clock.advance(20_000)
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
      if (exchange.method !== 'GET' && !youngAutoscaler.test(label)) clock.advance(300)
    }
    expect(found).toEqual([])
    expect(replayed).toBe(205)
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
