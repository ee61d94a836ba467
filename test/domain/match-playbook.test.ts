import { describe, expect, test } from 'vitest'
import { type Happening, matchPlaybooks } from '../../src/domain/match-playbook.ts'
import type { PinnedPlaybook, Playbook } from '../../src/domain/playbook.ts'

const pinned = (id: string, more: Partial<Playbook> = {}): PinnedPlaybook => ({
  digest: id,
  playbook: {
    id,
    service: id.split('/')[0] ?? '',
    title: id,
    declare: ['p0', 'p1', 'p2', 'p3'],
    phases: [],
    ...more,
  },
})

const shelf = [
  pinned('nqba/dynex-outage', {
    title: 'Dynex outage',
    declare: ['p0', 'p1'],
    detect: {
      alerts: ['DynexDown'],
      when: 'quantum.fallback_rate above 0.5',
      symptoms: ['Quantum jobs fail'],
    },
  }),
  pinned('nqba/ipfs-pins', {
    title: 'IPFS pin failures',
    detect: { alerts: [], symptoms: ['Content is not accessible'] },
  }),
  pinned('nqba/quota', { title: 'Quota exhaustion' }),
  pinned('qflow/dynex-outage', { title: 'Dynex outage' }),
]
const match = (happening: Partial<Happening> & { title: string }) =>
  matchPlaybooks({ service: 'nqba', severity: 'p0', ...happening }, shelf)
const best = (happening: Partial<Happening> & { title: string }) => match(happening).best?.playbook.id

describe('which playbook starts by itself', () => {
  test('the one whose title the responder’s words name', () => {
    expect(best({ title: 'Dynex is down' })).toBe('nqba/dynex-outage')
    expect(best({ title: 'IPFS: pinned content is gone' })).toBe('nqba/ipfs-pins')
  })

  test('the one whose symptoms or metrics the words name', () => {
    expect(best({ title: 'quantum is broken' })).toBe('nqba/dynex-outage')
  })

  test('whatever the case, the plural, or the signs around the words', () => {
    expect(best({ title: '*QUOTAS* exhausted?!' })).toBe('nqba/quota')
  })

  test('none, when the words are true of any incident', () => {
    expect(best({ title: 'Everything is down, total outage, services failing' })).toBeUndefined()
    expect(best({ title: 'nqba outage' })).toBeUndefined()
  })

  test('none, when the words are too short to be sure', () => {
    expect(best({ title: 'pin 502' })).toBeUndefined()
  })

  test('none, when two fit equally well', () => {
    expect(best({ title: 'Dynex is down', service: undefined })).toBeUndefined()
    expect(best({ title: 'dynex and quota' })).toBeUndefined()
  })

  test('none that is not meant for the severity', () => {
    expect(best({ title: 'Dynex is down', severity: 'p2' })).toBeUndefined()
    expect(match({ title: 'Dynex is down', severity: 'p2' }).ranked).toHaveLength(2)
  })

  test('the one whose alert fired, before any words', () => {
    expect(best({ title: 'quota', alerts: ['dynexdown'] })).toBe('nqba/dynex-outage')
  })
})

test('all that fit are offered, best first, then by name; those of other services are not', () => {
  const ids = match({ title: 'quota' }).ranked.map((one) => one.playbook.id)
  expect(ids).toEqual(['nqba/quota', 'nqba/dynex-outage', 'nqba/ipfs-pins'])
})

test('the order does not depend on the order of the files', () => {
  const turned = matchPlaybooks({ severity: 'p0', title: 'dynex' }, [...shelf].reverse())
  expect(turned.ranked).toEqual(matchPlaybooks({ severity: 'p0', title: 'dynex' }, shelf).ranked)
})

describe('what is offered first', () => {
  const own = [
    pinned('shop/billing', {
      title: 'Billing drift',
      detect: { alerts: [], symptoms: ['Customers complain about their invoices'] },
    }),
    pinned('shop/logins', {
      title: 'Authentication failures',
      detect: { alerts: ['AuthFailureRateHigh'], symptoms: ['Users cannot log in'] },
    }),
    pinned('shop/quota', {
      title: 'Quota exhaustion',
      detect: { alerts: [], symptoms: ['Customers use up their quota', 'The CPU is busy'] },
    }),
  ]
  const first = (title: string) =>
    matchPlaybooks({ service: 'shop', severity: 'p1', title }, own).ranked[0]?.playbook.id

  test('a word that few playbooks have tells more than one that many have', () => {
    expect(first('A customer cannot log in')).toBe('shop/logins')
  })

  test('three letters are enough to be offered, and not to start', () => {
    expect(first('CPU burns')).toBe('shop/quota')
    expect(matchPlaybooks({ service: 'shop', severity: 'p1', title: 'CPU burns' }, own).best).toBeUndefined()
  })

  test('the name of an alert in the title is that alert', () => {
    const title = 'AuthFailureRateHigh (quota, customers, invoices)'
    expect(first(title)).toBe('shop/logins')
    expect(matchPlaybooks({ service: 'shop', severity: 'p1', title }, own).best?.playbook.id).toBe(
      'shop/logins',
    )
  })

  test('a whole title wins, however common its words; so does a number of three digits', () => {
    const common = [
      pinned('shop/config', {
        title: 'Safe configuration change',
        detect: { alerts: [], symptoms: ['A high error rate'] },
      }),
      pinned('shop/errors', { title: 'High error rate' }),
      pinned('shop/limits', {
        title: 'Limits',
        detect: { alerts: [], symptoms: ['Calls are answered 429'] },
      }),
      pinned('shop/tokens', {
        title: 'Tokens',
        detect: { alerts: [], symptoms: ['Calls of the API are answered 401'] },
      }),
    ]
    const match = (title: string) => matchPlaybooks({ service: 'shop', severity: 'p1', title }, common)
    expect(match('High error rate').best?.playbook.id).toBe('shop/errors')
    expect(match('A high error-rate again!').best?.playbook.id).toBe('shop/errors')
    expect(match('Calls are answered 401').best).toBeUndefined()
    expect(match('calls of the API are answered 401').best?.playbook.id).toBe('shop/tokens')
    expect(match('API answers 429').ranked[0]?.playbook.id).toBe('shop/limits')
  })

  test('what starts by itself is offered first', () => {
    const { best, ranked } = matchPlaybooks(
      { service: 'shop', severity: 'p1', title: 'Quota: log of the CPU' },
      own,
    )
    expect(best?.playbook.id).toBe('shop/quota')
    expect(ranked[0]).toBe(best)
  })
})
