import type { IncomingMessage } from 'node:http'

/** The largest file that a form takes, in base64, fits. */
const LARGEST_BODY = 15_000_000

/** The whole body; throws when it is larger than 15 MB. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    size += bytes.length
    if (size > LARGEST_BODY) throw new Error('body too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** Arguments of a Web API call: of the query, then of a form or JSON body. */
export async function argumentsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(urlOf(request).searchParams)
  if (request.method === 'GET') return query
  const body = await bodyOf(request)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return { ...query, ...jsonObject(body.toString()) }
  if (type.startsWith('multipart/form-data')) return { ...query, ...(await multipart(body, type)) }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }
}

/** Nothing when the text is no JSON object. */
export function jsonObject(source: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(source)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const multipart = async (body: Buffer<ArrayBuffer>, type: string): Promise<Record<string, unknown>> =>
  Object.fromEntries(await new Response(body, { headers: { 'content-type': type } }).formData())

/** The bytes of an upload, sent raw or as the only part of a form. */
export async function uploadOf(request: IncomingMessage): Promise<Buffer> {
  const body = await bodyOf(request)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  for (const part of Object.values(await multipart(body, type))) {
    if (part instanceof Blob) return Buffer.from(await part.arrayBuffer())
    if (typeof part === 'string') return Buffer.from(part)
  }
  return Buffer.alloc(0)
}

export const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://practice')

export const bearerOf = (request: IncomingMessage): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
