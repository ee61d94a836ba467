import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePage } from '../../../src/practice/page/serve.ts'
import { listen } from '../../support/listen.ts'

const page = servePage()
const server = createServer((incoming, response) => {
  if (!page(incoming, response)) response.writeHead(418).end()
})
let port = 0

beforeAll(async () => {
  port = await listen(server)
})
afterAll(() => server.close())

/** Sends the path as it stands: `fetch` would tidy the dots away. */
async function get(path: string, method = 'GET', headers: Record<string, string> = {}) {
  const asked = request({ port, host: '127.0.0.1', path, method, headers }).end()
  const [response] = await once(asked, 'response')
  let body = ''
  for await (const piece of response) body += piece
  return { status: response.statusCode, headers: response.headers, body }
}

test('the page comes whole, and its import map is the one inline script that may run', async () => {
  const { status, headers, body } = await get('/?as=U1')
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(body)?.[1] ?? ''
  const hash = createHash('sha256').update(map).digest('base64')
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain(`script-src 'self' 'sha256-${hash}'`)
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(body.match(/<script(?![^>]*src)/g)).toHaveLength(1)
})

test('everything the page names is there, as JavaScript or style, without types', async () => {
  const { body } = await get('/')
  const named = [...body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path)
  const map: { imports: Record<string, string> } = JSON.parse(/importmap">(.*?)</s.exec(body)?.[1] ?? '{}')
  const answers = await Promise.all([...named, ...Object.values(map.imports)].map((path) => get(path)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const types = answers.map(({ headers }) => headers['content-type']?.split(';')[0])
  expect(new Set(types)).toEqual(new Set(['image/svg+xml', 'text/css', 'text/javascript']))
  const main = await get('/practice/page/app/app.ts')
  expect(main.body).not.toMatch(/import type|: VNode/)
})

test('emoji names lead to characters', async () => {
  const { body } = await get('/practice/page/emoji.json')
  expect(JSON.parse(body)).toMatchObject({ rotating_light: '🚨', pushpin: '📌', '+1': '👍', warning: '⚠️' })
})

test.each([
  '/practice/page/serve.ts',
  '/practice/page/../page/serve.ts',
  '/practice/page/app/../serve.ts',
  '/practice/page/app/%2e%2e/serve.ts',
  '/practice/page/..%2f..%2f..%2f..%2fpackage.json',
  '/practice/vendor/../../package.json',
  '/practice/vendor/constructor',
  '/practice/page//etc/passwd',
])('nothing else can be had: %s', async (path) => {
  expect((await get(path)).status).toBe(404)
})

test('other addresses are left to others, and nothing here is written', async () => {
  expect((await get('/api/chat.postMessage')).status).toBe(418)
  expect((await get('/practice/act', 'POST')).status).toBe(418)
  expect((await get('/', 'POST')).status).toBe(405)
})

test('what did not change is not sent again', async () => {
  const { headers } = await get('/practice/page/app/app.ts')
  const again = await get('/practice/page/app/app.ts', 'GET', { 'if-none-match': headers.etag ?? '' })
  expect(again).toMatchObject({ status: 304, body: '' })
})
