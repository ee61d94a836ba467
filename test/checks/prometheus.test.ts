import { expect, onTestFinished, test } from 'vitest'
import { prometheus } from '../../src/checks/prometheus.ts'
import { createHttp } from '../../src/http/http.ts'
import { nqbaService, settings, startPractice } from '../cluster/practice.ts'
import { serve } from '../support/serve.ts'

const base = 'http://prometheus.monitoring.svc.cluster.local:9090'
const service = { ...nqbaService, prometheus: base }

async function practising() {
  const world = await startPractice({ service })
  return {
    ...world,
    check: (input: unknown, since?: Date) =>
      prometheus.run(input, world.instruments, { ...world.surroundings, ...(since && { since }) }),
  }
}

/** A Prometheus of the test's own over a real socket, that always answers the same. */
async function answering(status: number, body: unknown) {
  const asked: string[] = []
  const { url } = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  const http = createHttp()
  onTestFinished(() => http.close())
  const { instruments, surroundings } = await startPractice()
  const at = { ...surroundings, service: { ...nqbaService, prometheus: `${url}/prom/` } }
  return { asked, check: (input: unknown) => prometheus.run(input, { ...instruments, http }, at) }
}

const vector = (...values: string[]) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: values.map((value, n) => ({
      metric: { __name__: 'rate', pod: `pod-${n}` },
      value: [1_700_000_000.1, value],
    })),
  },
})

test('an outage of Dynex shows in the failure rate, and the fallback heals it', async () => {
  const { check, breaks, cluster, pass, now } = await practising()
  const wanted = { query: 'quantum_failure_rate', below: 0.01 }
  expect(await check(wanted)).toEqual({
    passed: true,
    summary: '0 is below 0.01',
    evidence: ['quantum_failure_rate', 'quantum_failure_rate{service="nqba"} is 0'],
    data: { series: 1 },
  })
  await breaks('dynex-outage')
  pass(1000)
  expect(await check(wanted)).toMatchObject({
    passed: false,
    summary: '1 is not below 0.01',
    evidence: ['quantum_failure_rate', 'quantum_failure_rate{service="nqba"} is 1, not below 0.01'],
  })

  const found = await cluster.configMap(settings)
  await cluster.setConfig(settings, {
    set: { QUANTUM_FALLBACK_ENABLED: 'true' },
    ifVersion: found?.resourceVersion ?? '',
    remediation: 'rem-1',
  })
  await cluster.restart(
    { namespace: settings.namespace, name: 'nqba-worker' },
    { restartedAt: now().toISOString(), remediation: 'rem-1' },
  )
  pass(60_000)
  expect(await check(wanted)).toMatchObject({ passed: true })
  expect(await check({ query: 'quantum_fallback_rate', equals: 1 })).toMatchObject({
    passed: true,
    summary: '1 is equal to 1',
  })
})

test('over a time the worst moment counts', async () => {
  const { check, breaks, pass } = await practising()
  const query = 'kube_deployment_status_replicas_ready{deployment="nqba-api"}'
  pass(600_000)
  await breaks('bad-deploy')
  pass(60_000)
  expect(await check({ query, above: 2, for: '10m' })).toMatchObject({
    passed: false,
    summary: '2 over 600 s is not above 2',
  })
  expect(await check({ query, above: 1, for: '10m' })).toMatchObject({ passed: true })
})

test('as a verification it waits until the whole time lies after the change', async () => {
  const { check, now, pass } = await practising()
  const input = { query: 'quantum_failure_rate', below: 0.01, for: '1m' }
  const since = now()
  pass(20_000)
  expect(await check(input, since)).toMatchObject({
    passed: false,
    summary: '20 of the 60 s to look at have passed since the change',
  })
  pass(40_000)
  expect(await check(input, since)).toMatchObject({ passed: true, summary: '0 over 60 s is below 0.01' })
})

test('no data fails and says so, unless the query says what silence means', async () => {
  const { check } = await practising()
  expect(await check({ query: 'no_such_metric', below: 1 })).toMatchObject({
    passed: false,
    summary: 'No data: the query gives no series',
    evidence: ['no_such_metric'],
  })
  expect(await check({ query: 'no_such_metric or vector(0)', below: 1 })).toMatchObject({ passed: true })
})

test('a query that cannot be read is refused in the words of Prometheus', async () => {
  const { check } = await practising()
  await expect(check({ query: 'sum(quantum_failure_rate', below: 1 })).rejects.toMatchObject({
    name: 'Denied',
    message: expect.stringContaining('parse error: unexpected end of input'),
  })
})

test('every series has to hold, and the worst are shown first', async () => {
  const { check } = await answering(200, vector('0.5', '3', 'NaN'))
  expect(await check({ query: 'rate', below: 1 })).toMatchObject({
    passed: false,
    summary: '2 of 3 series are not below 1',
    evidence: [
      'rate',
      'rate{pod="pod-1"} is 3, not below 1',
      'rate{pod="pod-2"} is NaN, not below 1',
      'rate{pod="pod-0"} is 0.5',
    ],
  })
  const { check: good, asked } = await answering(200, vector('0.5', '0.25', '+Inf'))
  const between = await good({ query: 'a + b # why', above: 0.1, below: 0.9 })
  expect(between).toMatchObject({ passed: false, summary: '1 of 3 series are not below 0.9' })
  expect(await good({ query: 'rate', above: 0.1 })).toMatchObject({ summary: 'All 3 series are above 0.1' })
  expect(asked).toContain('/prom/api/v1/query?query=a+%2B+b+%23+why')
})

test.each([
  ['a page that is no Prometheus', 200, '<html>', 'Unavailable'],
  ['one that is still starting', 503, 'Service Unavailable', 'Unavailable'],
  ['a query that took too long', 503, { status: 'error', errorType: 'timeout', error: 'x' }, 'Unavailable'],
  ['a range', 200, { status: 'success', data: { resultType: 'matrix', result: [] } }, 'Denied'],
])('%s is no finding: it could not look', async (_, status, body, name) => {
  const { check } = await answering(status, body)
  await expect(check({ query: 'rate', below: 1 })).rejects.toMatchObject({ name })
})

test('only the Prometheus of service.yml is asked, over http and without a password in the address', async () => {
  const world = await startPractice()
  const at = (address?: string) => ({
    ...world.surroundings,
    service: { ...nqbaService, ...(address !== undefined && { prometheus: address }) },
  })
  const input = { query: 'up', equals: 1 }
  await expect(prometheus.run(input, world.instruments, at())).rejects.toThrow(
    'add "prometheus: https://…" to nqba/service.yml',
  )
  for (const odd of ['file:///etc/passwd', 'http://ana:pw@prometheus'])
    await expect(prometheus.run(input, world.instruments, at(odd))).rejects.toMatchObject({ name: 'Denied' })
})

test.each([{ query: 'up' }, { query: '', above: 1 }, { query: 'up', above: '1' }, { query: 'up', over: 1 }])(
  '%j is not understood',
  (input) => expect(prometheus.input.safeParse(input).success).toBe(false),
)
