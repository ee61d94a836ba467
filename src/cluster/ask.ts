import type { z } from 'zod'
import { Unavailable } from '../app/ports/failures.ts'
import { type Asked, type Call, callWords, reading } from './call.ts'
import type { Connection } from './connection.ts'
import { refusalOf, succeeded } from './errors.ts'
import { listOf } from './objects.ts'

/** The body as `shape` reads it; an answer of another shape is no answer. */
function readBody<T>(call: Call, body: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(body))
  } catch (cause) {
    throw new Unavailable(`Kubernetes gave an answer that cannot be read (${callWords(call)})`, {
      uncertain: false,
      cause,
    })
  }
}

/** Reads one thing; `undefined` when it does not exist. */
export async function readOne<T>(
  connection: Connection,
  call: Call,
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  const answer = await connection.send(call)
  if (answer.status === 404) return undefined
  if (!succeeded(answer)) throw refusalOf(call, answer)
  return readBody(call, answer.body, shape)
}

const pageSize = 250

/**
 * Reads a list whole, page by page. When it changes too much meanwhile for its pages to be kept (410), it is read
 * again in one piece, as client-go/tools/pager/pager.go does.
 */
export async function readAll<T>(connection: Connection, asked: Asked, item: z.ZodType<T>): Promise<T[]> {
  const shape = listOf(item)
  const items: T[] = []
  let paging: Asked['query'] = { limit: pageSize }
  for (;;) {
    const call = reading({ ...asked, query: { ...asked.query, ...paging } })
    const answer = await connection.send(call)
    if (answer.status === 410 && paging.continue) {
      items.length = 0
      paging = {}
      continue
    }
    if (!succeeded(answer)) throw refusalOf(call, answer)
    const read = readBody(call, answer.body, shape)
    items.push(...read.items)
    if (!read.metadata.continue) return items
    paging = { limit: pageSize, continue: read.metadata.continue }
  }
}

/**
 * Makes a change; throws `Conflict`, `Denied` or `Unavailable` when it was not, or may not have been, made.
 * `notFound`: what to throw instead where the object does not exist.
 */
export async function change(connection: Connection, call: Call, or?: { notFound: Error }): Promise<void> {
  const answer = await connection.send(call)
  if (answer.status === 404 && or) throw or.notFound
  if (!succeeded(answer)) throw refusalOf(call, answer)
}
