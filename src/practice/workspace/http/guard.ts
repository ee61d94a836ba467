import type { IncomingMessage } from 'node:http'

/** Only loopback names may reach practice, so that no other site's DNS can be pointed at it. */
export const hostIsOurs = (request: IncomingMessage, port: number): boolean => {
  const { host } = request.headers
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** A browser names the page a request comes from; programs name none. */
export const originIsOurs = (request: IncomingMessage, port: number): boolean => {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  )
}
