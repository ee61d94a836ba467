import type { z } from 'zod'
import { Unavailable } from '../app/ports/cluster.ts'
import { type Call, callWords } from './call.ts'
import type { Connection } from './connection.ts'
import { refusalOf, succeeded } from './errors.ts'

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

/** Reads a list whole, page by page. */
export async function readAll<T>(
  connection: Connection,
  page: (continued: string | undefined) => Call,
  shape: z.ZodType<{ items: T[]; metadata: { continue?: string | undefined } }>,
): Promise<T[]> {
  const items: T[] = []
  let continued: string | undefined
  do {
    const call = page(continued)
    const answer = await connection.send(call)
    if (!succeeded(answer)) throw refusalOf(call, answer)
    const read = readBody(call, answer.body, shape)
    items.push(...read.items)
    continued = read.metadata.continue || undefined
  } while (continued)
  return items
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
