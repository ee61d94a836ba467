import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from '../../support/listen.ts'

/** A server that answers every call the same way, on a free loopback port. Not Slack: a proxy, an outage. */
export async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume()
    answer(request, response)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/api/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** An address where nobody listens. */
export async function nobody(): Promise<string> {
  await using gone = await answering(() => {})
  return gone.url
}
