import type { HomeView, ModalView } from '@slack/types'
import { z } from 'zod'
import { badArguments, SlackError } from '../team/slack-error.ts'
import { complaintsAt } from './complaints.ts'
import { nameIds } from './name-ids.ts'
import { blockErrors } from './read-blocks.ts'
import { plainText } from './text.ts'

const LARGEST_BYTES = 250_000

const shared = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}

const shapes = {
  home: z.strictObject({ type: z.literal('home'), ...shared }),
  modal: z.strictObject({
    type: z.literal('modal'),
    ...shared,
    title: plainText(24),
    close: plainText(24).optional(),
    submit: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
}

/** Checks and completes a view; throws `invalid_arguments` with JSON pointers, or `view_too_large`. */
export function readView(source: unknown, surface: 'modal' | 'home'): ModalView | HomeView {
  const view = typeof source === 'string' ? fromJson(source) : structuredClone(source)
  const errors = viewErrors(view, surface)
  if (errors.length > 0 || !isView(view, surface)) throw badArguments(errors)
  if (Buffer.byteLength(JSON.stringify(view)) > LARGEST_BYTES) throw new SlackError('view_too_large')
  nameIds(view.blocks)
  return view
}

/** What is wrong with a view, in Slack's words; empty when nothing is. */
export function viewErrors(view: unknown, surface: 'modal' | 'home'): string[] {
  const read = shapes[surface].safeParse(view, { reportInput: true })
  if (!read.success) return complaintsAt('/view', read.error)
  const errors = blockErrors(read.data.blocks, surface, '/view/blocks')
  if (errors.length > 0) return errors
  const asks = read.data.blocks.some((block) => isInput(block))
  if (asks && read.data.type === 'modal' && !read.data.submit)
    return ['missing required field: submit [json-pointer:/view]']
  return []
}

const isView = (view: unknown, surface: 'modal' | 'home'): view is ModalView | HomeView =>
  viewErrors(view, surface).length === 0

const isInput = (block: unknown): boolean =>
  typeof block === 'object' && block !== null && 'type' in block && block.type === 'input'

function fromJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw badArguments(['must be valid JSON [json-pointer:/view]'])
  }
}
