import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import type { HttpSend } from '../../src/app/ports/http.ts'
import { createHttp, type HttpOptions } from '../../src/http/http.ts'
import { freePort } from '../support/process-http.ts'
import { serve } from '../support/serve.ts'

const client = (options: HttpOptions = { privateRanges: ['127.0.0.1/32'] }) => {
  const http = createHttp(options)
  onTestFinished(() => http.close())
  return http
}

type Request = Parameters<HttpSend>[0]
const change = (url: string, more: Partial<Request> = {}): Request => ({
  method: 'POST',
  url,
  headers: {},
  timeoutMs: 2000,
  signal: new AbortController().signal,
  ...more,
})

const textOf = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

afterEach(() => {
  delete process.env.MUSTER_SECRET_QUEUE
})

describe('a change by HTTP', () => {
  test('arrives with its method, headers and body, and its answer comes back', async () => {
    const seen: unknown[] = []
    const { port } = await serve(async (request, response) => {
      const { method, url, headers } = request
      seen.push({ method, url, key: headers['idempotency-key'], body: await textOf(request) })
      response.writeHead(202).end('queued')
    })
    const sent = await client().send(
      change(`http://127.0.0.1:${port}/queues/a%2Fb?x=1`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'rem-1' },
        body: '{"paused":false}',
      }),
    )
    expect(sent).toMatchObject({ status: 202, body: 'queued' })
    expect(seen).toEqual([
      { method: 'PUT', url: '/queues/a%2Fb?x=1', key: 'rem-1', body: '{"paused":false}' },
    ])
  })

  test('a secret is read when it is sent, and hidden where the answer repeats it', async () => {
    const { port } = await serve((request, response) =>
      response.end(`you sent ${request.headers.authorization}; the token is canary-0123456789`),
    )
    const url = `http://127.0.0.1:${port}/`
    const secretHeaders = { authorization: 'MUSTER_SECRET_QUEUE' }
    await expect(client().send(change(url, { secretHeaders }))).rejects.toThrow(
      /MUSTER_SECRET_QUEUE is not set/,
    )
    process.env.MUSTER_SECRET_QUEUE = 'Bearer canary-0123456789'
    const { body } = await client().send(change(url, { secretHeaders }))
    expect(body).toBe('you sent [redacted]; the token is [redacted]')
    await expect(
      client().send(change(url, { secretHeaders: { authorization: 'PATH' } })),
    ).rejects.toMatchObject({ name: 'Denied' })
  })

  test('a redirect is an answer and is not followed', async () => {
    let asked = 0
    const { port } = await serve((_, response) => {
      asked += 1
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(await client().send(change(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 307 })
    expect(asked).toBe(1)
  })

  test('silence after it was sent leaves it uncertain; nobody there does not', async () => {
    let arrived = 0
    const { port } = await serve(() => {
      arrived += 1
    })
    await expect(
      client().send(change(`http://127.0.0.1:${port}/secret`, { timeoutMs: 150 })),
    ).rejects.toMatchObject({
      name: 'Unavailable',
      uncertain: true,
      message: expect.not.stringContaining('secret'),
    })
    expect(arrived).toBe(1)

    const { port: broken } = await serve((request) => request.socket.destroy())
    await expect(client().send(change(`http://127.0.0.1:${broken}/`))).rejects.toMatchObject({
      uncertain: true,
    })

    await expect(client().send(change(`http://127.0.0.1:${await freePort()}/`))).rejects.toMatchObject({
      name: 'Unavailable',
      uncertain: false,
    })
  })

  test('a line break in a header never gets as far as the wire', async () => {
    let arrived = 0
    const { port } = await serve((_, response) => {
      arrived += 1
      response.end()
    })
    const headers = { 'x-queue': 'a\r\nx-injected: 1' }
    await expect(client().send(change(`http://127.0.0.1:${port}/`, { headers }))).rejects.toMatchObject({
      uncertain: false,
    })
    expect(arrived).toBe(0)
  })
})

describe('where a change may go', () => {
  test('a name is looked up once, and the connection goes to the address that was checked', async () => {
    const asked: string[] = []
    const { port } = await serve((request, response) => {
      asked.push(`127.0.0.1 ${request.headers.host}`)
      response.end('the right one')
    })
    await serve(
      (_, response) => {
        asked.push('127.0.0.2')
        response.end('the wrong one')
      },
      port,
      '127.0.0.2',
    )
    let lookups = 0
    // A name that is honest when it is asked first, and leads elsewhere from then on.
    const resolve = async () => {
      lookups += 1
      return [{ address: lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
    }
    const http = client({ privateRanges: ['127.0.0.1/32'], resolve })
    const url = `http://queue.example.org:${port}/`
    expect(await http.send(change(url))).toMatchObject({ body: 'the right one' })
    expect(lookups).toBe(1)
    await expect(http.send(change(url))).rejects.toMatchObject({ name: 'Denied' })
    expect(asked).toEqual([`127.0.0.1 queue.example.org:${port}`])
  })

  test('one bad address among good ones is enough to refuse', async () => {
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ]
    await expect(client({ resolve }).send(change('http://queue.example.org/'))).rejects.toThrow(
      /queue\.example\.org is at 169\.254\.169\.254, which is never asked/,
    )
  })

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://172.31.255.255/',
    'http://100.64.0.1/',
    'http://[fd12:3456::1]/',
    'http://[::ffff:10.0.0.1]/',
  ])('%s is refused until the operator lists its network', async (url) => {
    const nowhere = client({ privateRanges: [] })
    await expect(nowhere.send(change(url))).rejects.toThrow(/only when MUSTER_HTTP_PRIVATE lists it/)
  })

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://168.63.129.16/',
  ])('%s is refused whatever the operator lists, even for a look', async (url) => {
    const everywhere = client({ privateRanges: ['0.0.0.0/0', '::/0'] })
    await expect(everywhere.send(change(url))).rejects.toThrow(/never asked/)
    await expect(everywhere.get(url, { timeoutMs: 500 })).rejects.toThrow(/never asked/)
  })

  test.each([
    'ftp://queue.example.org/',
    'file:///etc/passwd',
    'http://user:pw@queue.example.org/',
    'nonsense',
  ])('%s is no address to ask', async (url) => {
    await expect(client().send(change(url))).rejects.toMatchObject({ name: 'Denied' })
  })

  test('a look may go to a private network, but a name may not lead it back to this machine', async () => {
    const { port } = await serve((_, response) => response.end('here'))
    const url = `http://127.0.0.1:${port}/`
    expect(await client({}).get(url, { timeoutMs: 2000 })).toMatchObject({ body: 'here' })
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    await expect(
      client({ resolve }).get(`http://shop.example.org:${port}/`, { timeoutMs: 2000 }),
    ).rejects.toThrow(/leads to this machine/)
  })

  test('a range that is none stops the start', () => {
    expect(() => createHttp({ privateRanges: ['10.0.0.0/33'] })).toThrow(/is not a range of addresses/)
    expect(() => createHttp({ privateRanges: ['intranet'] })).toThrow(/is not a range of addresses/)
  })
})
