import { expect, onTestFinished, test } from 'vitest'
import { createHttp } from '../../src/http/http.ts'
import { serve } from '../support/serve.ts'

const client = (options?: Parameters<typeof createHttp>[0]) => {
  const http = createHttp(options)
  onTestFinished(() => http.close())
  return http
}

test('an answer comes with status, body and time', async () => {
  const { url } = await serve((_, response) => response.writeHead(503).end('down for maintenance'))
  expect(await client().get(url, { timeoutMs: 2000 })).toEqual({
    status: 503,
    body: 'down for maintenance',
    tookMs: expect.any(Number),
  })
})

test('a redirect is an answer, not a way to go', async () => {
  let asked = 0
  const { url } = await serve((_, response) => {
    asked += 1
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  })
  expect((await client().get(url, { timeoutMs: 2000 })).status).toBe(302)
  expect(asked).toBe(1)
})

test('an endless body is read to 64 kB and no further', async () => {
  const { url } = await serve((_, response) => {
    const more = () => {
      while (response.write('x'.repeat(8192)));
    }
    response.on('drain', more)
    more()
  })
  expect((await client().get(url, { timeoutMs: 2000 })).body).toHaveLength(65_536)
})

test('silence is unavailable after the deadline, and the address is named without its path', async () => {
  const { url } = await serve(() => undefined)
  const asked = client().get(`${url}/secret-path`, { timeoutMs: 150 })
  await expect(asked).rejects.toMatchObject({ name: 'Unavailable', uncertain: false })
  await expect(asked).rejects.toThrow(/^127\.0\.0\.1:\d+ did not answer within 0.15 s$/)
})

test('a check that is called off stops waiting', async () => {
  const { url } = await serve(() => undefined)
  const called = new AbortController()
  const asked = client().get(url, { timeoutMs: 10_000, signal: called.signal })
  called.abort()
  await expect(asked).rejects.toMatchObject({ name: 'Unavailable' })
})
