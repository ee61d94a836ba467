import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { httpRequest } from '../../src/remediations/http-request.ts'
import { serve } from '../support/serve.ts'
import { aRequest, declaring } from './declared-world.ts'
import { hostile } from './hostile.ts'

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

/** A real server that remembers what it was asked. */
async function listening(answer: (response: ServerResponse) => void = (response) => response.end('done')) {
  const seen: Seen[] = []
  const { url: base } = await serve(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer(response)
  })
  return { seen, base }
}

describe('http-request', () => {
  test('plans what is declared with its parameters, sends it once, and shows the answer', async () => {
    const { seen, base } = await listening((response) => response.writeHead(202).end('{"paused":true}\n'))
    const world = declaring(httpRequest, {
      requests: [
        aRequest({
          method: 'PUT',
          url: `${base}/v1/queues/{queue}?by={by}`,
          headers: { 'X-Queue': '{queue}' },
          body: { paused: true, limits: [{ jobs: '{jobs}' }], note: 'by {by}, {jobs} at most' },
          changes: 'queue {queue}: running → paused',
          parameters: {
            queue: { kind: 'text', pattern: '.+', maxLength: 40 },
            by: { kind: 'choice', options: ['ana', 'bob'], default: 'bob' },
            jobs: { kind: 'number', min: 0, max: 10 },
          },
        }),
      ],
    })
    const plan = await world.plan({ request: 'pause-queue', with: { queue: 'a/b?c', jobs: 3 } })
    const body = '{"paused":true,"limits":[{"jobs":3}],"note":"by bob, 3 at most"}'
    expect(plan).toMatchObject({
      says: `Stop taking work from a queue: PUT ${base}/v1/queues/a%2Fb%3Fc?by=bob`,
      changes: [
        { what: 'queue a/b?c', before: 'running', after: 'paused' },
        { what: 'sent', after: body },
      ],
      target: 'Request nqba-platform/pause-queue',
      lasting: true,
    })
    const applied = await world.apply(plan.data)
    expect(applied.says).toMatch(/^127\.0\.0\.1:\d+ answered 202$/)
    expect(applied.output?.[1]).toBe('{"paused":true}')
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      url: '/v1/queues/a%2Fb%3Fc?by=bob',
      body,
      headers: { 'x-queue': 'a/b?c', 'idempotency-key': 'rem-1', 'content-type': 'application/json' },
    })
    expect(await world.verify(plan.data)).toMatchObject({ passed: true })
  })

  test('a secret is sent, and is in neither plan nor answer', async () => {
    const { seen, base } = await listening((response) => response.end('hello canary-4711-secret'))
    const world = declaring(
      httpRequest,
      { requests: [aRequest({ url: base, secretHeaders: { 'x-key': 'MUSTER_SECRET_QUEUES' } })] },
      { secret: () => 'canary-4711-secret' },
    )
    const plan = await world.plan({ request: 'pause-queue' })
    const applied = await world.apply(plan.data)
    expect(seen[0]?.headers['x-key']).toBe('canary-4711-secret')
    expect(JSON.stringify([plan, applied])).not.toContain('canary')
  })

  test('a refusal does nothing; another answer is a failure, and so is a redirect; a gateway that lost the answer leaves it open', async () => {
    for (const [status, outcome] of [
      [422, { name: 'Denied', output: expect.arrayContaining(['no such queue']) }],
      [408, { name: 'Failed' }],
      [500, { name: 'Failed' }],
      [302, { name: 'Failed' }],
      [502, { name: 'Unavailable', uncertain: true }],
      [504, { name: 'Unavailable', uncertain: true }],
    ] as const) {
      const { seen, base } = await listening((response) =>
        response.writeHead(status, { location: '/elsewhere' }).end('no such queue'),
      )
      const world = declaring(httpRequest, { requests: [aRequest({ url: base })] })
      const plan = await world.plan({ request: 'pause-queue' })
      await expect(world.apply(plan.data)).rejects.toMatchObject(outcome)
      expect(seen).toHaveLength(1)
    }
  })

  test('an answer that never comes is unknown, unless sending it again does no harm', async () => {
    const { base } = await listening(() => undefined)
    const world = declaring(httpRequest, {
      requests: [
        aRequest({ url: base, timeoutMs: 150 }),
        aRequest({ name: 'safe', url: base, idempotent: true }),
      ],
    })
    const once = await world.plan({ request: 'pause-queue' })
    expect(once.warnings).toContain('If its answer is lost, it is not sent again by itself')
    await expect(world.apply(once.data)).rejects.toMatchObject({ name: 'Unavailable', uncertain: true })
    expect(await world.settle(once.data)).toMatchObject({ state: 'unknown' })
    const safe = await world.plan({ request: 'safe' })
    expect(safe.warnings).not.toContain('If its answer is lost, it is not sent again by itself')
    expect(await world.settle(safe.data)).toMatchObject({ state: 'repeatable' })
  })

  test('undo is another request; without one it says so', async () => {
    const world = declaring(httpRequest, {
      requests: [
        aRequest({
          parameters: { jobs: { kind: 'number', min: 0, max: 10 } },
          undo: { name: 'resume', with: { jobs: '{jobs}' } },
        }),
        aRequest({ name: 'resume' }),
      ],
    })
    const plan = await world.plan({ request: 'pause-queue', with: { jobs: 4 } })
    expect(await world.undo(plan.data)).toEqual({
      ok: true,
      value: { name: 'http-request', input: { request: 'resume', with: { jobs: '4' } } },
    })
    const last = await world.plan({ request: 'resume' })
    expect(await world.undo(last.data)).toMatchObject({ refusal: { code: 'no-undo' } })
  })
})

describe('hostile parameters', () => {
  const anything = { kind: 'text', pattern: '[\\s\\S]*', maxLength: 1000 } as const

  test('stay within their part of the path, the query and the JSON, and reach no other host', async () => {
    const { seen, base } = await listening()
    const world = declaring(httpRequest, {
      requests: [
        aRequest({
          url: `${base}/v1/queues/{queue}/jobs?only={queue}`,
          body: { queue: '{queue}' },
          parameters: { queue: anything },
        }),
      ],
    })
    const sent: string[] = []
    for (const queue of hostile) {
      const planned = await world.planned({ request: 'pause-queue', with: { queue } })
      if (!planned.ok) continue
      sent.push(queue)
      await world.apply(planned.value.data)
      const asked = seen.at(-1)
      const url = new URL(asked?.url ?? '', base)
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', 'queues', queue, 'jobs'])
      expect([...url.searchParams]).toEqual([['only', queue]])
      expect(JSON.parse(asked?.body ?? '')).toEqual({ queue })
      expect(asked?.headers.host).toBe(new URL(base).host)
    }
    expect(seen).toHaveLength(sent.length)
    expect(sent).toEqual(expect.arrayContaining(['//evil.example.org/', '@evil.example.org', '; rm -rf /']))
    expect(hostile.filter((one) => !sent.includes(one))).toEqual(
      expect.arrayContaining(['..', '.', '../../etc/passwd', 'a\r\nX-Injected: 1', 'a\0b', '']),
    )
  })

  test('never make a header of their own', async () => {
    const { seen, base } = await listening()
    const world = declaring(httpRequest, {
      requests: [
        aRequest({ url: base, headers: { 'x-queue': 'q={queue}' }, parameters: { queue: anything } }),
      ],
    })
    let sent = 0
    for (const queue of hostile) {
      const planned = await world.planned({ request: 'pause-queue', with: { queue } })
      if (!planned.ok) continue
      sent += 1
      await world.apply(planned.value.data)
      expect(seen.at(-1)?.headers['x-queue']).toBe(`q=${queue}`.trimEnd())
      expect(Object.keys(seen.at(-1)?.headers ?? {}).sort()).toEqual([
        'connection',
        'content-length',
        'host',
        'idempotency-key',
        'user-agent',
        'x-queue',
      ])
    }
    expect(sent).toBeGreaterThan(10)
  })

  test('never become the host, even where an address was declared that would let them', async () => {
    for (const url of ['http://queues{queue}/', 'http://{queue}/', 'http://127.0.0.1:8{queue}/'])
      for (const queue of ['.evil.example.org', 'evil.example.org', '@evil.example.org', '080']) {
        const world = declaring(httpRequest, {
          requests: [aRequest({ url, parameters: { queue: anything } })],
        })
        expect(await world.refusal({ request: 'pause-queue', with: { queue } })).toMatchObject({
          code: 'wrong-address',
        })
      }
  })
})
