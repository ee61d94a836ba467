import { expect, test } from 'vitest'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, listAt, merge, steppedCluster } from './practice.ts'

const maps = `${core}/configmaps`

type Seen = { type: string; object: unknown }

async function watched() {
  const { ask, world, ...stepped } = await steppedCluster()
  const make = (name: string) => ask('POST', maps, { body: { metadata: { name }, data: { a: '1' } } })
  const change = (name: string, a: string) =>
    ask('PATCH', `${maps}/${name}`, { type: merge, body: { data: { a } } })
  /** What a watch that ends at once tells. */
  const seen = async (query: string): Promise<Seen[]> => {
    const { text } = await ask('GET', `${maps}?watch=1&timeoutSeconds=0.01&${query}`)
    return text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }
  const named = (events: Seen[]) =>
    events.map(({ type, object }) => `${type} ${fieldAt(object, 'metadata.name') ?? ''}`.trim())
  return { ...stepped, ask, world, store: world.store, make, change, seen, named }
}

test('a watch goes on from the version where a list or an earlier watch ended', async () => {
  const { ask, make, change, seen, named } = await watched()
  const { body } = await ask('GET', maps)
  const from = fieldAt(body, 'metadata.resourceVersion')
  await make('one')
  await make('two')
  const first = await seen(`resourceVersion=${from}`)
  expect(named(first)).toEqual(['ADDED one', 'ADDED two'])
  await change('one', '2')
  await ask('DELETE', `${maps}/two`)
  const last = fieldAt(first.at(-1)?.object, 'metadata.resourceVersion')
  expect(named(await seen(`resourceVersion=${last}`))).toEqual(['MODIFIED one', 'DELETED two'])
})

test('a bookmark tells how far a quiet watch has come, and can be gone on from', async () => {
  const { store, make, seen, named } = await watched()
  await make('one')
  const quiet = await seen(
    `resourceVersion=${store.version}&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dother`,
  )
  expect(quiet).toEqual([
    {
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { resourceVersion: String(store.version), creationTimestamp: null },
      },
    },
  ])
  await make('two')
  const from = fieldAt(quiet[0]?.object, 'metadata.resourceVersion')
  expect(named(await seen(`resourceVersion=${from}`))).toEqual(['ADDED two'])
})

test('a watch can begin with all that stands, and says when that is told', async () => {
  const { seen, named } = await watched()
  const told = await seen('sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan')
  expect(named(told.slice(0, 2))).toEqual(['ADDED nqba-config', 'BOOKMARK'])
  expect(fieldAt(told[1]?.object, 'metadata.annotations')).toEqual({ 'k8s.io/initial-events-end': 'true' })
})

test('after compaction, old versions are gone for watches, pages and exact lists', async () => {
  const { ask, store, make, seen } = await watched()
  const before = store.version
  await make('one')
  const page = await ask('GET', `${maps}?limit=1`)
  const token = fieldAt(page.body, 'metadata.continue')
  await make('two')
  store.compact()
  expect(await seen(`resourceVersion=${before}`)).toMatchObject([
    { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } },
  ])
  for (const query of [`limit=1&continue=${token}`, `resourceVersion=${before}&resourceVersionMatch=Exact`])
    expect(await ask('GET', `${maps}?${query}`)).toMatchObject({
      status: 410,
      body: { code: 410, reason: 'Expired' },
    })
  expect((await ask('GET', maps)).status).toBe(200)
})

test('the pages of a list are of one moment, whatever happens between them', async () => {
  const { ask, make, change } = await watched()
  for (const name of ['a', 'b', 'c']) await make(name)
  const first = await ask('GET', `${maps}?limit=2`)
  await change('b', 'changed')
  await ask('DELETE', `${maps}/c`)
  await make('d')
  const token = fieldAt(first.body, 'metadata.continue')
  const rest = await ask('GET', `${maps}?limit=5&continue=${token}`)
  const items = listAt(rest.body, 'items')
  expect(items.map((one) => fieldAt(one, 'metadata.name'))).toEqual(['c', 'nqba-config'])
  expect(fieldAt(rest.body, 'metadata.resourceVersion')).toBe(fieldAt(first.body, 'metadata.resourceVersion'))
})

test('a list can be asked for exactly as it stood', async () => {
  const { ask, store, make, change } = await watched()
  await make('one')
  const then = store.version
  await change('one', '2')
  await ask('DELETE', `${maps}/nqba-config`)
  const { body } = await ask('GET', `${maps}?resourceVersion=${then}&resourceVersionMatch=Exact`)
  expect(listAt(body, 'items').map((one) => [fieldAt(one, 'metadata.name'), fieldAt(one, 'data.a')])).toEqual(
    [
      ['nqba-config', undefined],
      ['one', '1'],
    ],
  )
  expect(fieldAt(body, 'metadata.resourceVersion')).toBe(String(then))
})

test('a version that is yet to come is refused with the moment to try again', async () => {
  const { ask, store } = await watched()
  for (const query of ['watch=1&resourceVersion=999999', 'resourceVersion=999999'])
    expect(await ask('GET', `${deployments}?${query}`)).toMatchObject({
      status: 504,
      body: {
        reason: 'Timeout',
        message: `Timeout: Too large resource version: 999999, current: ${store.version}`,
        details: { retryAfterSeconds: 1, causes: [{ reason: 'ResourceVersionTooLarge' }] },
      },
    })
  expect((await ask('GET', `${maps}?resourceVersion=soon`)).status).toBe(400)
})
