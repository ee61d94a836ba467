import { z } from 'zod'

/** What Muster reads of Slack's payloads; everything else is left alone. */
const person = z.object({ id: z.string() })
const chosen = z.object({ value: z.string() }).nullish()

export const commandBody = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string(),
})

export const actionsBody = z.object({
  type: z.literal('block_actions'),
  user: person,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  actions: z
    .array(
      z.object({ action_id: z.string(), value: z.string().optional(), selected_option: chosen.optional() }),
    )
    .min(1),
})

const input = z.object({
  value: z.string().nullish(),
  selected_option: chosen,
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
  files: z
    .array(z.object({ id: z.string(), name: z.string().default('file'), size: z.number().optional() }))
    .nullish(),
})

export const submissionBody = z.object({
  type: z.literal('view_submission'),
  user: person,
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), input)) }),
  }),
})

export const suggestionBody = z.object({
  type: z.literal('block_suggestion'),
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ callback_id: z.string(), private_metadata: z.string().default('') }),
})

export const shortcutBody = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: z.string(),
  user: person,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
})

const message = z.object({
  text: z.string().default(''),
  ts: z.string(),
  user: z.string().optional(),
  /** Of a message that an app posted: Muster's own redraws among them. */
  bot_id: z.string().optional(),
})

export const eventBody = z.object({
  event: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('reaction_added'),
      user: z.string(),
      reaction: z.string(),
      item: z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
    }),
    z.object({
      type: z.literal('member_joined_channel'),
      user: z.string(),
      channel: z.string(),
      inviter: z.string().optional(),
    }),
    z.object({ type: z.literal('app_home_opened'), user: z.string(), tab: z.string().optional() }),
    z.object({
      type: z.literal('message'),
      channel: z.string(),
      subtype: z.enum(['message_changed', 'message_deleted']),
      message: message.optional(),
      previous_message: message.optional(),
      deleted_ts: z.string().optional(),
    }),
  ]),
})
export type SlackEvent = z.infer<typeof eventBody>['event']
