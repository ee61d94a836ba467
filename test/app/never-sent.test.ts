import { createServer as createSecureServer } from 'node:https'
import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wasNeverSent } from '../../src/app/ports/never-sent.ts'
import { Authority } from '../../src/practice/internet/certificates/authority.ts'
import { listen } from '../../src/practice/loopback.ts'

async function open(server: Server): Promise<number> {
  const { port, close } = await listen(server)
  onTestFinished(close)
  return port
}

const failure = (url: string): Promise<unknown> =>
  fetch(url, { method: 'POST', body: 'change' }).then(
    () => 'answered',
    (error: unknown) => error,
  )

test('where nobody listens, nothing was sent', async () => {
  const { port, close } = await listen(createServer())
  await close()

  expect(wasNeverSent(await failure(`http://127.0.0.1:${port}`))).toBe(true)
})

test('to a server whose certificate nobody vouches for, nothing was sent', async () => {
  const port = await open(createSecureServer(new Authority('Nobody knows').issue(['127.0.0.1'])))

  expect(wasNeverSent(await failure(`https://127.0.0.1:${port}`))).toBe(true)
})

test('what a server took before it hung up may have had its effect', async () => {
  const port = await open(createServer((socket) => socket.once('data', () => socket.destroy())))

  expect(wasNeverSent(await failure(`http://127.0.0.1:${port}`))).toBe(false)
})
