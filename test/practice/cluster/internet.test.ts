import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as secureConnect } from 'node:tls'
import { fetch, ProxyAgent } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { skewedClock } from '../../../src/practice/control/clock.ts'
import { Faults } from '../../../src/practice/control/faults.ts'
import type { Hosts } from '../../../src/practice/internet/host.ts'
import { startInternet } from '../../../src/practice/internet/internet.ts'

const hosts: Hosts = {
  'dynex.co': ({ path, method, body }) =>
    path === '/silent' ? 'silent' : { status: 200, body: { path, method, said: body.toString() } },
  'status.example': () => ({ status: 503, body: 'down', headers: { 'x-why': 'practice' } }),
}

async function internet() {
  const faults = new Faults()
  const made = await startInternet({ clock: skewedClock(), faults, hosts })
  const agent = new ProxyAgent({ uri: made.proxyUrl, requestTls: { ca: made.caPem } })
  onTestFinished(async () => {
    await agent.destroy()
    await made.stop()
  })
  return { ...made, faults, agent }
}

test('a known host answers over TLS with a certificate of its own, and over plain HTTP', async () => {
  const { agent } = await internet()
  const secure = await fetch('https://dynex.co/api/health?x=1', { dispatcher: agent })
  expect(await secure.json()).toMatchObject({ path: '/api/health?x=1', method: 'GET' })
  const posted = await fetch('http://dynex.co/jobs', { dispatcher: agent, method: 'POST', body: 'job' })
  expect(await posted.json()).toMatchObject({ path: '/jobs', said: 'job' })
  const other = await fetch('https://status.example/', { dispatcher: agent })
  expect([other.status, other.headers.get('x-why'), await other.text()]).toEqual([503, 'practice', 'down'])
})

test('a client that does not trust the practice authority refuses the host', async () => {
  const { proxyUrl } = await internet()
  const agent = new ProxyAgent({ uri: proxyUrl })
  onTestFinished(() => agent.destroy())
  await expect(fetch('https://dynex.co/', { dispatcher: agent })).rejects.toMatchObject({
    cause: { code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) },
  })
})

test('the certificate is good for its own host only', async () => {
  const { proxyUrl, caPem } = await internet()
  const socket = connect(Number(new URL(proxyUrl).port), '127.0.0.1')
  socket.write('CONNECT dynex.co:443 HTTP/1.1\r\nhost: dynex.co:443\r\n\r\n')
  await once(socket, 'data')
  const secure = secureConnect({ socket, servername: 'dynex.co', ca: caPem })
  await once(secure, 'secureConnect')
  expect(secure.authorized).toBe(true)
  expect(secure.getPeerCertificate().subjectaltname).toBe('DNS:dynex.co')
  secure.destroy()
})

test('a name that nobody has does not resolve', async () => {
  const { agent } = await internet()
  await expect(fetch('https://nowhere.example/', { dispatcher: agent })).rejects.toThrow()
  await expect(fetch('https://toString/', { dispatcher: agent })).rejects.toThrow()
})

test('a silent host makes the client give up by itself', async () => {
  const { agent } = await internet()
  const asked = fetch('https://dynex.co/silent', { dispatcher: agent, signal: AbortSignal.timeout(150) })
  await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('faults strike outside hosts by method and URL', async () => {
  const { agent, faults } = await internet()
  faults.order({ call: 'GET https://dynex.co/*', fault: { kind: 'status', status: 500 }, times: 1 })
  expect((await fetch('https://dynex.co/a', { dispatcher: agent })).status).toBe(500)
  expect((await fetch('https://dynex.co/a', { dispatcher: agent })).status).toBe(200)
})
