import { describe, expect, test } from 'vitest'
import type { Deployment } from '../../src/app/ports/cluster-objects.ts'
import { deployment } from '../../src/cluster/objects.ts'
import { outWhileRolling } from '../../src/cluster/rolling.ts'
import { rolloutStatus } from '../../src/cluster/rollout-status.ts'
import { redisCliRefusal } from '../../src/remediations/cache/redis-cli.ts'
import { hasFailedSince } from '../../src/remediations/deployment/rollout.ts'
import { mayNotChange } from '../../src/remediations/safeguards/guard.ts'
import { ownerWarnings, rollingWarning, shareWarning } from '../../src/remediations/safeguards/warnings.ts'
import { nqbaService } from '../cluster/practice.ts'

const settled: Deployment = {
  namespace: 'nqba-platform',
  name: 'nqba-api',
  uid: 'u',
  resourceVersion: '1',
  generation: 7,
  observedGeneration: 7,
  revision: 4,
  paused: false,
  replicas: 3,
  recreates: false,
  outWhileRolling: 0,
  status: { replicas: 3, updated: 3, ready: 3, available: 3 },
  progressing: 'NewReplicaSetAvailable',
  template: 't',
  release: 't',
  containers: [],
  settings: {},
  labels: {},
  annotations: {},
  selector: 'app=nqba',
}
const template = { selector: {}, template: { spec: { containers: [] } } }
const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
})
const status = (replicas: number, updated: number, available: number) => ({
  status: { replicas, updated, ready: available, available },
})

describe('how far a rollout is, as kubectl rollout status says', () => {
  test.each<[string, Partial<Deployment>, boolean, boolean]>([
    ['all pods are new and available', {}, true, false],
    ['the controller has not seen the change', { generation: 8 }, false, false],
    [
      'not seen yet, though an old deadline was passed',
      { generation: 8, progressing: 'ProgressDeadlineExceeded' },
      false,
      false,
    ],
    ['the deadline is passed', { progressing: 'ProgressDeadlineExceeded' }, false, true],
    ['some pods are still to be made', status(3, 1, 3), false, false],
    ['old pods are left', status(4, 3, 3), false, false],
    ['new pods are not available', status(3, 3, 2), false, false],
    ['none are wanted and none are there', { replicas: 0, ...status(0, 0, 0) }, true, false],
  ])('%s', (_, change, done, failed) => {
    expect(rolloutStatus({ ...settled, ...change })).toMatchObject({ done, failed })
  })

  test('an old deadline is not held against what began after it', () => {
    const failed = { done: false, failed: true, says: '' }
    const at = (progressedAt: string) => ({ ...settled, progressedAt })
    const startedAt = '2026-11-20T14:00:00.000Z'
    expect(hasFailedSince(failed, at('2026-11-20T13:50:00Z'), startedAt)).toBe(false)
    expect(hasFailedSince(failed, at('2026-11-20T14:10:00Z'), startedAt)).toBe(true)
    expect(hasFailedSince(failed, settled, startedAt)).toBe(true)
    expect(hasFailedSince({ ...failed, failed: false }, at('2026-11-20T14:10:00Z'), startedAt)).toBe(false)
  })
})

test.each([
  ['OK\n', 0, false],
  ['12\n', 0, false],
  ['NOAUTH Authentication required.\n', 0, true],
  ["READONLY You can't write against a read only replica.\n", 0, true],
  ['(error) ERR unknown command\n', 0, true],
  ['', 0, true],
  ['OK\n', 1, true],
])('redis-cli printing %j and ending with %d is refused: %s', (stdout, code, refused) => {
  expect(redisCliRefusal({ code, stdout, stderr: '' }) !== undefined).toBe(refused)
})

test('what a repository or a chart manages is warned about, once', () => {
  const marked = (annotations: Record<string, string>, labels: Record<string, string> = {}) =>
    ownerWarnings('nqba-api', { annotations, labels })
  expect(marked({ 'argocd.argoproj.io/tracking-id': 'x' })).toEqual([
    'Argo CD manages nqba-api and may undo this: change its repository too',
  ])
  const flux = { 'kustomize.toolkit.fluxcd.io/name': 'x', 'helm.toolkit.fluxcd.io/name': 'y' }
  expect(marked({}, flux)).toHaveLength(1)
  expect(marked({ 'meta.helm.sh/release-name': 'nqba' }, flux)).toHaveLength(1)
  expect(marked({}, { 'app.kubernetes.io/managed-by': 'Helm' })).toEqual([
    'Helm manages nqba-api: its next upgrade may undo this',
  ])
  expect(marked({ team: 'x' }, { 'app.kubernetes.io/managed-by': 'us' })).toEqual([])
})

test.each([
  [0, 4, []],
  [2, 0, []],
  [1, 1, ['It affects the only replica (100 %)']],
  [3, 3, ['It affects all 3 replicas (100 %)']],
  [1, 3, ['It affects 1 of 3 replicas (33 %)']],
])('%d of %d replicas are said as %j', (affected, replicas, said) => {
  expect(shareWarning(affected, replicas)).toEqual(said)
})

test.each([
  [
    '4 replicas, 25 % of each',
    { replicas: 4, strategy: rolling('25%', '25%') },
    'Up to 1 of 4 pods of nqba-api',
  ],
  ['3 replicas, 25 % of each', { replicas: 3, strategy: rolling('25%', '25%') }, undefined],
  ['one replica', { replicas: 1, strategy: rolling('25%', '25%') }, undefined],
  [
    'one replica and no surge',
    { replicas: 1, strategy: rolling(0, '25%') },
    'The only pod of nqba-api may be out',
  ],
  ['5 replicas and no surge', { replicas: 5, strategy: rolling(0, 2) }, 'Up to 2 of 5 pods of nqba-api'],
  ['all may be missing', { replicas: 2, strategy: rolling(0, '100%') }, 'All 2 pods of nqba-api may be out'],
  ['no strategy written', { replicas: 8 }, 'Up to 2 of 8 pods of nqba-api'],
  [
    'they are recreated',
    { replicas: 3, strategy: { type: 'Recreate' } },
    'All 3 pods of nqba-api stop before',
  ],
  ['no replicas', { replicas: 0, strategy: { type: 'Recreate' } }, undefined],
])('while pods are replaced, with %s, what is missing is said', (_, spec, says) => {
  const read = deployment.parse({ metadata: { name: 'nqba-api' }, spec: { ...template, ...spec } }).spec
  const { replicas } = read
  const recreates = read.strategy.type === 'Recreate'
  const [warning] = rollingWarning({
    name: 'nqba-api',
    replicas,
    recreates,
    outWhileRolling: outWhileRolling(read),
  })
  if (says) expect(warning).toContain(says)
  else expect(warning).toBeUndefined()
})

test.each(['Sessions', 'sessions', 'cache/Sessions', 'CACHE/sessions'])(
  'frozen as %s, the cache Sessions is',
  (entry) => {
    const frozen = {
      ...nqbaService,
      targets: {
        ...nqbaService.targets,
        caches: [{ name: 'Sessions', url: 'redis://cache:6379', database: 0 }],
      },
      limits: { ...nqbaService.limits, frozen: [entry] },
    }
    expect(mayNotChange(frozen, 'caches', 'Sessions')?.refusal.code).toBe('frozen')
  },
)
