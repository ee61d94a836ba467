import type { KnownBlock, MessageAttachment } from '@slack/types'
import { z } from 'zod'
import { readBlocks } from '../blocks/read-blocks.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Metadata } from '../team/state.ts'
import { parsed, text } from './arguments.ts'

const LONGEST_TEXT = 40_000
const LONGEST_MARKDOWN = 12_000
const MOST_ATTACHMENTS = 100
const LARGEST_METADATA = 16_384

/** The arguments that say what a message shows. */
export const content = {
  text: text.optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  markdown_text: text.optional(),
  metadata: z.unknown().optional(),
}
const contentShape = z.object(content)

export type Content = {
  text?: string
  blocks?: KnownBlock[]
  attachments?: MessageAttachment[]
  metadata?: Metadata
}

const metadataShape = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
})
const attachmentShape = z.array(z.record(z.string(), z.unknown()))

/** Checks what a message shows. Throws Slack's error for it: `no_text`, `invalid_blocks`, … */
export function readContent(input: z.output<typeof contentShape>): Content {
  const { markdown_text: markdown } = input
  if (markdown !== undefined && (input.text || input.blocks)) throw new SlackError('markdown_text_conflict')
  if (markdown !== undefined && markdown.length > LONGEST_MARKDOWN) throw new SlackError('msg_too_long')
  const blocks = markdown
    ? [{ type: 'markdown' as const, text: markdown }]
    : input.blocks !== undefined && input.blocks !== ''
      ? readBlocks(input.blocks, 'message')
      : undefined
  const attachments = input.attachments === undefined ? undefined : readAttachments(input.attachments)
  const metadata = input.metadata === undefined ? undefined : readMetadata(input.metadata)
  const words = input.text ?? markdown
  if (!words?.trim() && !blocks?.length && !attachments?.length) throw new SlackError('no_text')
  return {
    ...(words === undefined ? {} : { text: words.slice(0, LONGEST_TEXT) }),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  }
}

function readMetadata(source: unknown): Metadata {
  const value = parsed(source)
  if (value === undefined) throw new SlackError('invalid_metadata_format')
  const metadata = metadataShape.safeParse(value)
  if (!metadata.success) throw new SlackError('invalid_metadata_schema')
  if (JSON.stringify(metadata.data).length > LARGEST_METADATA) throw new SlackError('metadata_too_large')
  return metadata.data
}

function readAttachments(source: unknown): MessageAttachment[] {
  const attachments = attachmentShape.safeParse(parsed(source))
  if (!attachments.success) throw new SlackError('invalid_attachments')
  if (attachments.data.length > MOST_ATTACHMENTS) throw new SlackError('too_many_attachments')
  for (const attachment of attachments.data)
    if (attachment.blocks !== undefined) readBlocks(attachment.blocks, 'message')
  return attachments.data
}
