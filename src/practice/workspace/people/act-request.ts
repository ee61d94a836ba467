import { z } from 'zod'
import type { ActRequest } from '../../page/protocol.ts'

const values = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
const spot = { channel: z.string(), ts: z.string() }
const where = z.union([z.object(spot), z.object({ viewId: z.string() }), z.object({ home: z.literal(true) })])

const acts = [
  z.object({
    act: z.literal('post'),
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().exactOptional(),
  }),
  z.object({ act: z.literal('edit'), ...spot, text: z.string() }),
  z.object({ act: z.literal('delete'), ...spot }),
  z.object({ act: z.literal('react'), ...spot, name: z.string(), on: z.boolean() }),
  z.object({ act: z.literal('command'), channel: z.string(), text: z.string() }),
  z.object({
    act: z.literal('click'),
    in: where,
    action: z.record(z.string(), z.unknown()),
    state: values.exactOptional(),
  }),
  z.object({ act: z.literal('submit'), viewId: z.string(), values }),
  z.object({ act: z.literal('choose-file'), name: z.string().min(1).max(255), content: z.base64() }),
  z.object({ act: z.literal('close'), viewId: z.string() }),
  z.object({
    act: z.literal('shortcut'),
    callbackId: z.string(),
    channel: z.string().exactOptional(),
    ts: z.string().exactOptional(),
  }),
  z.object({ act: z.literal('home') }),
  z.object({ act: z.literal('read'), ...spot }),
  z.object({ act: z.enum(['join', 'leave']), channel: z.string() }),
  z.object({ act: z.literal('create'), name: z.string() }),
  z.object({ act: z.literal('invite'), channel: z.string(), user: z.string() }),
  z.object({ act: z.literal('dm'), user: z.string() }),
  z.object({ act: z.literal('scenario'), name: z.string(), on: z.boolean() }),
  z.object({
    act: z.literal('suggest'),
    in: z.union([z.object({ viewId: z.string() }), z.object(spot)]),
    blockId: z.string(),
    actionId: z.string(),
    query: z.string(),
  }),
] as const

const request = z.intersection(z.object({ as: z.string() }), z.discriminatedUnion('act', acts))

/** Reads what a page or a benchmark wants done; undefined when it makes no sense. */
export const readActRequest = (source: unknown): ActRequest | undefined => {
  const read = request.safeParse(source)
  return read.success ? read.data : undefined
}
