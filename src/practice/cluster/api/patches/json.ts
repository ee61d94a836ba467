import { applyPatch } from 'rfc6902'
import { z } from 'zod'
import { badRequest, unprocessable } from '../status.ts'

const path = z.string()
const value = z.unknown()
const operations = z.array(
  z.discriminatedUnion('op', [
    z.object({ op: z.literal('add'), path, value }),
    z.object({ op: z.literal('remove'), path }),
    z.object({ op: z.literal('replace'), path, value }),
    z.object({ op: z.literal('move'), from: path, path }),
    z.object({ op: z.literal('copy'), from: path, path }),
    z.object({ op: z.literal('test'), path, value }),
  ]),
)

/** RFC 6902: all operations or none. */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  const read = operations.safeParse(patch)
  if (!read.success) throw badRequest('error decoding patch: expected a list of JSON patch operations')
  const patched = structuredClone(target)
  const failed = applyPatch(patched, read.data).find((error) => error !== null)
  if (failed) throw unprocessable()
  return patched
}
