import { createServer, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { answerErrors } from '../../src/web/failures.ts'
import { startWeb } from '../../src/web/server.ts'
import { listen } from '../support/listen.ts'
import { at } from './dynex-outage.ts'
import { site } from './site.ts'

async function running(url?: string) {
  const { sources } = await site(at('15:10:00'))
  const web = await startWeb({ core: sources, web: { port: 0, ...(url && { url }) } })
  onTestFinished(() => web.stop())
  return web
}

test('every answer keeps scripts, frames and other people’s content out', async () => {
  const pages = await site(at('15:10:00'))
  for (const address of ['/', '/incidents/1', '/health', '/nowhere']) {
    const { headers } = await pages.get(address)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test('the style sheet a page names is there, and may be kept for ever', async () => {
  const pages = await site(at('15:10:00'))
  const sheet = /href="(\/style-\w+\.css)"/.exec((await pages.get('/')).text)?.[1] ?? ''
  const { status, headers, text } = await pages.get(sheet)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/css')
  expect(headers.get('cache-control')).toContain('immutable')
  expect(text).toContain('@media print')
})

test('a number nobody declared is answered with where to go', async () => {
  const { status, text } = await (await site(at('15:10:00'))).get('/incidents/7')
  expect(status).toBe(404)
  expect(text).toContain('There is no INC-7 in the record.')
  expect(text).toContain('href="/"')
})

test('a page that fails says under which reference it is logged, and nothing else', async () => {
  const pages = await site(at('15:10:00'), (sources) => {
    const broken = new Hono()
    broken.get('/', () => {
      throw new Error('secret inside')
    })
    answerErrors(broken, sources)
    return broken
  })
  const { status, text } = await pages.get('/')
  expect(status).toBe(500)
  expect(text).not.toContain('secret inside')
  const reference = /<code>([0-9a-f]{8})<\/code>/.exec(text)?.[1] ?? 'none'
  expect(pages.logged.join()).toContain(`"reference":"${reference}"`)
  expect(pages.logged.join()).toContain('secret inside')
})

test('health says that the record answers, and when it does not', async () => {
  const pages = await site(at('15:10:00'))
  expect(JSON.parse((await pages.get('/health')).text)).toEqual({
    ok: true,
    at: at('15:10:00'),
    store: 'answers',
  })
  await pages.sources.store.close()
  const { status, text } = await pages.get('/health')
  expect(status).toBe(503)
  expect(JSON.parse(text)).toMatchObject({ ok: false, store: 'does not answer' })
})

test('the pages are for this machine only', async () => {
  const { url } = await running()
  expect(url).toMatch(/^http:\/\/localhost:\d+$/)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  if (outside)
    await expect(
      fetch(url.replace('localhost', outside.address), { signal: AbortSignal.timeout(2000) }),
    ).rejects.toThrow()
})

test('a name that merely leads here is turned away, until somebody sets the pages’ address', async () => {
  const asked = async (url: string) => {
    const { port } = new URL(url)
    return new Promise((resolve, reject) => {
      const headers = { host: 'evil.example' }
      request({ host: '127.0.0.1', port, path: '/health', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  }
  expect(await asked((await running()).url)).toBe(421)
})

test('a chosen address is the one that links carry', async () => {
  expect((await running('https://muster.example.com')).url).toBe('https://muster.example.com')
})

test('a port that is taken is named together with the setting', async () => {
  const other = createServer()
  const port = await listen(other)
  onTestFinished(() => void other.close())
  const { sources } = await site(at('15:10:00'))
  await expect(startWeb({ core: sources, web: { port } })).rejects.toThrow(
    `Port ${port} for the pages is taken: set MUSTER_WEB_PORT`,
  )
})

test('stopping does not wait for browsers that keep their connection', async () => {
  const { sources } = await site(at('15:10:00'))
  const web = await startWeb({ core: sources, web: { port: 0 } })
  await (await fetch(`${web.url}/`)).text()
  await web.stop()
  await expect(fetch(`${web.url}/health`)).rejects.toThrow()
})
