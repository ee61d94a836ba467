import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../src/practice/cluster/api/access.ts'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import { core, deployments, listAt, merge, steppedCluster } from './practice.ts'

const bot = 'system:serviceaccount:muster:bot'
const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/nqba-platform'
const reviews = '/apis/authorization.k8s.io/v1'

async function cluster(rules: Rule[] = []) {
  const stepped = await steppedCluster({ accounts: [{ name: bot, token: 'bot-token', rules }] })
  const { ask } = stepped
  const may = async (asked: object, as = bot) => {
    const spec = { resourceAttributes: { namespace: 'nqba-platform', ...asked } }
    const { body } = await ask('POST', `${reviews}/selfsubjectaccessreviews`, { as, body: { spec } })
    return body.status
  }
  const bind = async (rules: object[], ref = 'Role') => {
    const role = { metadata: { name: 'muster' }, rules }
    if (ref === 'Role') await ask('POST', `${rbac}/roles`, { body: role })
    else await ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterroles', { body: role })
    const made = await ask('POST', `${rbac}/rolebindings`, {
      body: {
        metadata: { name: 'muster' },
        subjects: [{ kind: 'ServiceAccount', name: 'bot', namespace: 'muster' }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: ref, name: 'muster' },
      },
    })
    expect(made.status).toBe(201)
  }
  return { ...stepped, may, bind }
}

const scaling = { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get', 'patch'] }
const named = {
  apiGroups: ['apps'],
  resources: ['deployments'],
  verbs: ['get', 'list', 'watch', 'patch'],
  resourceNames: ['nqba-api'],
}

describe('a service account with a Role', () => {
  test('may do what the Role grants, to what it names, where it is bound, as soon as it is bound', async () => {
    const { ask, bind } = await cluster()
    const get = async (path: string) => (await ask('GET', path, { as: bot })).status
    const api = `${deployments}/nqba-api`
    expect(await get(api)).toBe(403)
    await bind([named, scaling])
    expect(await get(api)).toBe(200)
    expect(await get(`${deployments}/nqba-worker`)).toBe(403)
    expect(await get(deployments)).toBe(403)
    expect(await get(`${deployments}?fieldSelector=metadata.name%3Dnqba-api`)).toBe(200)
    expect(await get(`${deployments}/nqba-worker/scale`)).toBe(200)
    expect(await get('/apis/apps/v1/namespaces/default/deployments/nqba-api')).toBe(403)
    const scale = { type: merge, as: bot, body: { spec: { replicas: 4 } } }
    expect((await ask('PATCH', `${api}/scale`, scale)).status).toBe(200)
    await ask('DELETE', `${rbac}/rolebindings/muster`)
    expect(await get(api)).toBe(403)
  })

  test('is refused in the words of the real server', async () => {
    const { ask, bind } = await cluster()
    await bind([named])
    const said = async (method: string, path: string, more: object = {}) => {
      const { status, body } = await ask(method, path, { as: bot, ...more })
      expect(status).toBe(403)
      return body.message
    }
    const user = `User "${bot}" cannot`
    const place = 'in API group "apps" in the namespace "nqba-platform"'
    expect(await said('GET', `${deployments}/nqba-worker`)).toBe(
      `deployments.apps "nqba-worker" is forbidden: ${user} get resource "deployments" ${place}`,
    )
    expect(await said('PATCH', `${deployments}/nqba-api/scale`, { type: merge, body: {} })).toBe(
      `deployments.apps "nqba-api" is forbidden: ${user} patch resource "deployments/scale" ${place}`,
    )
    expect(await said('GET', deployments)).toBe(
      `deployments.apps is forbidden: ${user} list resource "deployments" ${place}`,
    )
    expect(await said('GET', '/apis/apps/v1/deployments')).toBe(
      `deployments.apps is forbidden: ${user} list resource "deployments" in API group "apps" at the cluster scope`,
    )
    expect(await said('POST', `${core}/pods/x/eviction`, { body: {} })).toBe(
      `pods "x" is forbidden: ${user} create resource "pods/eviction" in API group "" in the namespace "nqba-platform"`,
    )
    expect(await said('POST', `${core}/bindings`, { body: {} })).toContain('create resource "bindings"')
  })

  test('a ClusterRole bound in a namespace counts there, and one bound to all accounts counts for all', async () => {
    const { ask, bind, may } = await cluster()
    await bind([{ apiGroups: ['*'], resources: ['*/scale'], verbs: ['*'] }], 'ClusterRole')
    const asked = { group: 'apps', resource: 'deployments', subresource: 'scale', verb: 'patch' }
    expect(await may(asked)).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "muster/nqba-platform" of ClusterRole "muster" to ServiceAccount "bot/muster"',
    })
    expect(await may({ ...asked, namespace: 'default' })).toEqual({ allowed: false })
    expect(await may({ ...asked, subresource: 'status' })).toEqual({ allowed: false })
    await ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      body: {
        metadata: { name: 'all' },
        subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }],
        roleRef: { kind: 'ClusterRole', name: 'muster' },
      },
    })
    expect(await may({ ...asked, namespace: 'default' })).toMatchObject({ allowed: true })
    expect(await may({ ...asked, namespace: 'default' }, 'practice-viewer')).toEqual({ allowed: false })
  })
})

test('a review tells names apart, and everybody may ask', async () => {
  const { may, bind } = await cluster()
  expect(await may({ group: 'apps', resource: 'deployments', verb: 'patch' }, 'practice')).toEqual({
    allowed: true,
  })
  await bind([named])
  const asked = { group: 'apps', resource: 'deployments', verb: 'patch' }
  expect(await may({ ...asked, name: 'nqba-api' })).toMatchObject({ allowed: true })
  expect(await may({ ...asked, name: 'nqba-worker' })).toEqual({ allowed: false })
  expect(await may(asked)).toEqual({ allowed: false })
})

test('the list of rights holds what is bound in that namespace', async () => {
  const { ask, bind } = await cluster()
  await bind([named])
  const list = async (namespace: string) => {
    const body = { spec: { namespace } }
    const answer = await ask('POST', `${reviews}/selfsubjectrulesreviews`, { as: bot, body })
    expect(answer).toMatchObject({ status: 201, body: { status: { incomplete: false } } })
    return listAt(answer.body, 'status.resourceRules')
  }
  expect(await list('nqba-platform')).toContainEqual(named)
  expect(await list('default')).toHaveLength((await list('nqba-platform')).length - 1)
})

test('somebody with the right may ask for somebody else', async () => {
  const { ask, bind } = await cluster()
  await bind([named])
  const resourceAttributes = {
    ...{ namespace: 'nqba-platform', group: 'apps', resource: 'deployments' },
    ...{ verb: 'get', name: 'nqba-api' },
  }
  const asked = (user: string, as: string) =>
    ask('POST', `${reviews}/subjectaccessreviews`, { as, body: { spec: { user, resourceAttributes } } })
  expect(fieldAt((await asked(bot, 'practice')).body, 'status.allowed')).toBe(true)
  expect(fieldAt((await asked('stranger', 'practice')).body, 'status.allowed')).toBe(false)
  expect((await asked(bot, 'practice-viewer')).status).toBe(403)
})
