import { createServer, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import { listen } from './listen.ts'

/** An HTTP server for as long as the test lasts. */
export async function serve(answer: RequestListener, port = 0, host = '127.0.0.1') {
  const server = createServer(answer)
  const taken = await listen(server, port, host)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: taken, url: `http://${host}:${taken}` }
}
