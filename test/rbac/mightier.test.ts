import { describe, expect, test } from 'vitest'
import { type Asked, type Changeable, refusals, update } from './admission.ts'
import { mightier, noMightier } from './mightier-pods.ts'
import { deployment, standing } from './standing.ts'

describe('a pod template that would give pods', () => {
  test.each(mightier)('%s is refused', (_, before, after, said) => {
    expect(refusals(update('deployments', deployment(before), deployment(after)))).toEqual(said)
  })

  test.each(noMightier)('%s is let through', (_, before, after) => {
    expect(refusals(update('deployments', deployment(before), deployment(after)))).toEqual([])
  })
})

const kinds: Changeable[] = ['deployments', 'configmaps', 'horizontalpodautoscalers']

describe.each(kinds)('of %s', (resource) => {
  const changed = (change: (object: ReturnType<typeof standing>) => void): Asked => {
    const object = standing(resource)
    change(object)
    return update(resource, standing(resource), object)
  }
  const metadata = ['Muster does not change labels, finalizers or owners']

  test('no change passes without the mark of a remediation', () => {
    const unmarked = changed(({ metadata: { annotations } }) => delete annotations['muster.dev/remediation'])
    expect(refusals(unmarked)).toEqual(['A change by Muster carries the annotation muster.dev/remediation'])
    const empty = changed(({ metadata: { annotations } }) => {
      annotations['muster.dev/remediation'] = ''
    })
    expect(refusals(empty)).toHaveLength(1)
    const none = changed((object) => Object.assign(object.metadata, { annotations: undefined }))
    expect(refusals(none)).not.toEqual([])
  })

  test.each([
    ['labels', { labels: { app: 'other' } }],
    ['finalizers', { finalizers: ['example.com/wait'] }],
    ['owners', { ownerReferences: [{ kind: 'Node', name: 'n', uid: 'u', apiVersion: 'v1' }] }],
  ])('no %s are changed', (_, fields) => {
    expect(refusals(changed((object) => Object.assign(object.metadata, fields)))).toEqual(metadata)
  })

  test('others than Muster may change all that their rights allow', () => {
    const asked = changed((object) => Object.assign(object.metadata, { labels: {} }))
    expect(refusals({ ...asked, user: 'ana' })).toEqual([])
    expect(refusals({ ...asked, user: 'system:serviceaccount:other:muster' })).toEqual([])
  })
})

test.each([
  { selector: { matchLabels: { app: 'other' } } },
  { strategy: { type: 'Recreate' } },
  { minReadySeconds: 5 },
  { revisionHistoryLimit: 0 },
  { progressDeadlineSeconds: 1 },
  { paused: true },
])('of a Deployment %j is not for Muster to change', (fields) => {
  const changed = deployment((_, all) => Object.assign(all.spec, fields))
  expect(refusals(update('deployments', standing('deployments'), changed))).toEqual([
    'Of a Deployment Muster changes replicas and the pod template alone',
  ])
})

test.each([{ binaryData: { key: 'AA==' } }, { immutable: true }])(
  'of a ConfigMap %j is not for Muster to change',
  (fields) => {
    const before = standing('configmaps')
    expect(refusals(update('configmaps', before, { ...before, ...fields }))).toEqual([
      'Of a ConfigMap Muster changes data alone',
    ])
  },
)

const memory = { name: 'memory', target: { type: 'Utilization', averageUtilization: 1 } }

test.each([
  { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nqba-redis' } },
  { metrics: [{ type: 'Resource', resource: memory }] },
  { metrics: undefined },
  { behavior: { scaleDown: { selectPolicy: 'Disabled' } } },
  { maxReplicas: 0 },
])('of an autoscaler %j is not for Muster to change', (fields) => {
  const before = standing('horizontalpodautoscalers')
  const spec = JSON.parse(JSON.stringify({ ...before.spec, ...fields }))
  expect(refusals(update('horizontalpodautoscalers', before, { ...before, spec }))).toEqual([
    'Of an autoscaler Muster changes minReplicas and maxReplicas alone',
  ])
})
