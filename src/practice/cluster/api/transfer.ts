import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Answer } from './read.ts'
import { ApiError } from './status.ts'

const bodyLimit = 3 * 1024 * 1024

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > bodyLimit)
      throw new ApiError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export function send(response: ServerResponse, answer: Answer, headers: Record<string, string> = {}): void {
  for (const warning of answer.warnings ?? [])
    response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`)
  response.writeHead(answer.status, { ...headers, 'content-type': 'application/json' })
  response.end(`${JSON.stringify(answer.body)}\n`)
}

export function refuse(socket: Duplex, { status, body }: Answer, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n${more.join('')}\r\n${text}`,
  )
}

export const cut = (request: IncomingMessage): void => void request.socket.destroy()

export const internal = (error: unknown): ApiError =>
  new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${error instanceof Error ? error.message : error}`,
  )
