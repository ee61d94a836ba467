import { describe, expect, test } from 'vitest'
import { readRemediationWords, sayWrongInput } from '../../src/domain/remediation-words.ts'
import { nqbaService } from '../cluster/practice.ts'

const service = {
  ...nqbaService,
  targets: { ...nqbaService.targets, deployments: ['nqba', 'nqba-api', 'nqba-worker'] },
}
const read = (typed: string, ...takes: string[]) => readRemediationWords(typed.split(' '), service, takes)

describe('what is typed after a fix', () => {
  test('a target and a number find their places', () => {
    expect(read('nqba-worker 6', 'deployment', 'replicas')).toEqual({
      deployment: 'nqba-worker',
      replicas: 6,
    })
    expect(read('nqba-api revision=4', 'deployment', 'to')).toEqual({ deployment: 'nqba-api', to: 4 })
    expect(read('nqba-api min=4 max=12', 'deployment', 'min', 'max')).toEqual({
      deployment: 'nqba-api',
      min: 4,
      max: 12,
    })
  })

  test('capitals are settings, and what restarts is a list', () => {
    expect(
      read('nqba-config LOG_LEVEL=debug restart=nqba-api,nqba-worker', 'configmap', 'set', 'restart'),
    ).toEqual({
      configmap: 'nqba-config',
      set: { LOG_LEVEL: 'debug' },
      restart: ['nqba-api', 'nqba-worker'],
    })
  })

  test('amounts lie within requests and limits', () => {
    expect(
      read('nqba-api limits.memory=2Gi requests.cpu=500m requests.memory=1Gi', 'deployment', 'limits'),
    ).toEqual({
      deployment: 'nqba-api',
      limits: { memory: '2Gi' },
      requests: { cpu: '500m', memory: '1Gi' },
    })
    expect(read('limits.__proto__=1', 'limits')).toEqual({ 'limits.__proto__': 1 })
  })

  test('a pod tells its deployment, and a deployment is no pod', () => {
    const takes = ['deployment', 'pod']
    expect(read('nqba-api-6f9c-x2x', ...takes)).toEqual({ deployment: 'nqba-api', pod: 'nqba-api-6f9c-x2x' })
    expect(read('pod=nqba-api-6f9c-x2x', ...takes)).toEqual({
      deployment: 'nqba-api',
      pod: 'nqba-api-6f9c-x2x',
    })
    expect(read('nqba-worker nqba-api-6f9c-x2x', ...takes)).toEqual({
      deployment: 'nqba-worker',
      pod: 'nqba-api-6f9c-x2x',
    })
    expect(read('nqba-api', ...takes)).toEqual({ deployment: 'nqba-api' })
    expect(read('elsewhere-1', ...takes)).toEqual({ deployment: 'elsewhere-1' })
    expect(read('nqba-api-x', 'deployment')).toEqual({ deployment: 'nqba-api-x' })
  })

  test('one word too many stays one, for the remediation to refuse', () => {
    expect(read('nqba-api nqba-worker', 'deployment')).toEqual({
      deployment: 'nqba-api',
      'nqba-worker': 'nqba-worker',
    })
  })
})

test('what is missing is asked for in words to type', () => {
  expect(sayWrongInput('set-autoscaling', 'min', {}, service)).toBe(
    'set-autoscaling needs more: say how few or how many replicas it may choose, as in min=4 max=12',
  )
  expect(sayWrongInput('set-resources', 'limits', { limits: { memory: 'lots' } }, service)).toBe(
    '“limits” is not what set-resources takes: say what it may have, as in limits.memory=2Gi or requests.cpu=500m',
  )
})
