import type { KnownBlock } from '@slack/types'
import { badArguments, SlackError } from '../team/slack-error.ts'
import { acrossBlocks } from './across.ts'
import { complaintsAt } from './complaints.ts'
import { nameIds } from './name-ids.ts'
import { blocksOf, type Surface } from './surfaces.ts'
import { textLength } from './text-length.ts'

/** All text of a message's blocks together; not documented by Slack, seen as `msg_blocks_too_long`. */
const LONGEST_MESSAGE = 13_200

/** Checks and completes a message's blocks; throws `invalid_blocks_format`, `invalid_blocks`, … */
export function readBlocks(source: unknown, surface: Surface): KnownBlock[] {
  const blocks = typeof source === 'string' ? fromJson(source) : structuredClone(source)
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format')
  const errors = blockErrors(blocks, surface, '/blocks')
  if (errors.length > 0 || !isBlocks(blocks, surface)) throw refusal(errors)
  if (blocks.filter(({ type }) => type === 'table').length > 1) throw new SlackError('only_one_table_allowed')
  if (textLength(blocks) > LONGEST_MESSAGE) throw new SlackError('msg_blocks_too_long')
  nameIds(blocks)
  return blocks
}

/** What is wrong with blocks, in Slack's words; empty when nothing is. */
export function blockErrors(blocks: unknown, surface: Surface, base: string): string[] {
  const read = blocksOf[surface].safeParse(blocks, { reportInput: true })
  return read.success ? acrossBlocks(blocks, base) : complaintsAt(base, read.error)
}

/** True for what `blockErrors` finds no fault with. */
const isBlocks = (blocks: unknown, surface: Surface): blocks is KnownBlock[] =>
  blocksOf[surface].safeParse(blocks).success

const refusal = (errors: string[]): SlackError => {
  const { extra } = badArguments(errors)
  return new SlackError('invalid_blocks', { errors, ...extra })
}

function fromJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw new SlackError('invalid_blocks_format')
  }
}
