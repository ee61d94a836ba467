import { z } from 'zod'
import { SlackError } from '../team/slack-error.ts'
import { text, whole } from './arguments.ts'

export const paging = { cursor: text.optional(), limit: whole.optional() }
const pagingShape = z.object(paging)

/** One page of `all`, with the cursor of the next; throws `invalid_cursor` or `invalid_limit`. */
export function pageOf<Item>(
  all: readonly Item[],
  { cursor, limit = 100 }: z.output<typeof pagingShape>,
  most = 1000,
): { items: Item[]; response_metadata: { next_cursor: string } } {
  if (limit < 1 || limit > most) throw new SlackError('invalid_limit')
  const start = cursor ? Number.parseInt(Buffer.from(cursor, 'base64').toString(), 10) : 0
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor')
  const end = start + limit
  const next = end < all.length ? Buffer.from(String(end)).toString('base64') : ''
  return { items: all.slice(start, end), response_metadata: { next_cursor: next } }
}
