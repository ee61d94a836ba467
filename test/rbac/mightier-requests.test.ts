import { expect, test } from 'vitest'
import { markOf } from '../../src/remediations/cache/redis-scripts.ts'
import { type Asked, refusals } from './admission.ts'
import { standing } from './standing.ts'

const exec = (command: string[], options: object = {}): Asked => ({
  group: '',
  version: 'v1',
  resource: 'pods/exec',
  operation: 'CONNECT',
  object: { kind: 'PodExecOptions', apiVersion: 'v1', stdout: true, stderr: true, command, ...options },
})

const onlyRedis = 'Muster runs redis-cli in pods and nothing else'
const noInput = 'Muster asks for no terminal and sends no input'
const onlyFlush = 'Muster counts and empties caches, and tells redis-cli nothing else'
const size = ['redis-cli', '-n', '0', 'DBSIZE']

test.each<[string[], object, string[]]>([
  [['sh', '-c', 'redis-cli -n 0 DBSIZE'], {}, [onlyRedis]],
  [['/tmp/redis-cli', '-n', '0', 'DBSIZE'], {}, [onlyRedis]],
  [['redis-cli-evil', '-n', '0', 'DBSIZE'], {}, [onlyRedis]],
  [size, { tty: true }, [noInput]],
  [size, { stdin: true }, [noInput]],
  [['bash'], { stdin: true, tty: true }, [onlyRedis, noInput]],
  [['redis-cli', '-n', '0', 'GET', 'session:1'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'KEYS', '*'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'CONFIG', 'SET', 'dir', '/etc'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'UNLINK', 'session:1'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'UNLINK', 'muster:flushing:1', 'session:1'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'EXISTS', 'session:1'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', 'EVAL', "return redis.call('KEYS', '*')", '0'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', '-r', '-1', 'DBSIZE'], {}, [onlyFlush]],
  [['redis-cli', '-n', '-h', 'other', 'DBSIZE'], {}, [onlyFlush]],
  [['redis-cli', '-h', 'other', 'DBSIZE'], {}, [onlyFlush]],
  [['redis-cli', '-n', '0', '-h', 'other', 'DBSIZE'], {}, [onlyFlush]],
  [['redis-cli', '--rdb', '/tmp/all'], {}, [onlyFlush]],
])('exec of %j with %j is refused', (command, options, said) => {
  expect(refusals(exec(command, options))).toEqual(said)
})

test('exec of what says too little is refused, since it cannot be worked out', () => {
  const bare = [[], ['redis-cli'], ['redis-cli', '-n', '0'], ['redis-cli', '-n', '0', 'EVAL']]
  for (const command of bare) expect(refusals(exec(command))).not.toEqual([])
  expect(refusals({ ...exec([]), object: { stdout: true } })).not.toEqual([])
})

test('redis-cli may be asked how much there is, and whether a flush is done', () => {
  expect(refusals(exec(size))).toEqual([])
  expect(refusals(exec(['redis-cli', '-n', '15', 'EXISTS', markOf('rem-1')]))).toEqual([])
})

const pod = (owners: object[]): Asked => ({
  group: '',
  version: 'v1',
  resource: 'pods',
  operation: 'DELETE',
  oldObject: { metadata: { name: 'p', ...(owners.length > 0 && { ownerReferences: owners }) } },
})
const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: 'u', controller: true }

test.each([
  ['of nobody', pod([])],
  ['of a StatefulSet', pod([{ ...replicaSet, kind: 'StatefulSet' }])],
  ['of a node', pod([{ ...replicaSet, kind: 'Node' }])],
  ['that a ReplicaSet only knows', pod([{ ...replicaSet, controller: false }])],
  ['and all others at once', { ...pod([]), oldObject: undefined }],
])('a pod %s is not deleted', (_, asked) => {
  expect(refusals(asked)).toEqual(['Muster deletes pods that a ReplicaSet makes again, and no others'])
  expect(refusals(pod([replicaSet]))).toEqual([])
})

const others: [string, string, string, Asked['operation'][]][] = [
  ['', 'v1', 'pods', ['CREATE', 'UPDATE']],
  ['', 'v1', 'pods/eviction', ['CREATE']],
  ['', 'v1', 'pods/ephemeralcontainers', ['UPDATE']],
  ['', 'v1', 'pods/attach', ['CONNECT']],
  ['', 'v1', 'pods/portforward', ['CONNECT']],
  ['', 'v1', 'services/proxy', ['CONNECT']],
  ['', 'v1', 'nodes/proxy', ['CONNECT']],
  ['', 'v1', 'secrets', ['CREATE', 'UPDATE', 'DELETE']],
  ['', 'v1', 'configmaps', ['CREATE', 'DELETE']],
  ['', 'v1', 'serviceaccounts/token', ['CREATE']],
  ['', 'v1', 'namespaces', ['CREATE', 'DELETE']],
  ['apps', 'v1', 'deployments', ['CREATE', 'DELETE']],
  ['apps', 'v1', 'deployments/scale', ['UPDATE']],
  ['apps', 'v1', 'deployments/status', ['UPDATE']],
  ['apps', 'v1', 'replicasets', ['CREATE', 'UPDATE', 'DELETE']],
  ['apps', 'v1', 'daemonsets', ['CREATE', 'UPDATE', 'DELETE']],
  ['autoscaling', 'v2', 'horizontalpodautoscalers', ['CREATE', 'DELETE']],
  ['autoscaling', 'v2', 'horizontalpodautoscalers/status', ['UPDATE']],
  ['batch', 'v1', 'jobs', ['CREATE', 'DELETE']],
  ['rbac.authorization.k8s.io', 'v1', 'rolebindings', ['CREATE', 'UPDATE', 'DELETE']],
  ['admissionregistration.k8s.io', 'v1', 'validatingadmissionpolicies', ['UPDATE', 'DELETE']],
  ['example.com', 'v1alpha1', 'inventions', ['CREATE']],
]

test.each(others)('%s/%s %s is not for Muster to %j', (group, version, resource, operations) => {
  const object = standing('deployments')
  for (const operation of operations)
    expect(refusals({ group, version, resource, operation, object, oldObject: object })).toEqual([
      'Muster does not do that',
    ])
})

test('to ask what it may do is let through', () => {
  const asking = { group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews' }
  expect(refusals({ ...asking, operation: 'CREATE', object: {} })).toEqual([])
})
