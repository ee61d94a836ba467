import { z } from 'zod'
import { confirmable, isOffered, optionGroup, plainOption, richOption } from './options.ts'
import { actionId, focusable, placeholder } from './text.ts'

const select = { ...actionId, ...confirmable, ...focusable, ...placeholder }
const most = { max_selected_items: z.number().int().min(1).optional() }
const list = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const hasOneList = ({ options, option_groups }: { options?: unknown; option_groups?: unknown }): boolean =>
  (options === undefined) !== (option_groups === undefined)
const ONE_LIST = 'must provide exactly one of options and option_groups'
const NOT_OFFERED = 'initial option is not among the options'

const responding = { response_url_enabled: z.boolean().optional() }
const filter = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
}
const ids = z.array(z.string())
const query = { min_query_length: z.number().int().min(0).optional() }

export const selects = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...select,
      ...list,
      initial_option: plainOption.optional(),
    })
    .refine(hasOneList, ONE_LIST)
    .refine((one) => isOffered(one, one.initial_option ? [one.initial_option] : []), NOT_OFFERED),
  z.strictObject({
    type: z.literal('external_select'),
    ...select,
    ...query,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...select, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...select,
    ...responding,
    ...filter,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...select,
    ...responding,
    initial_channel: z.string().optional(),
  }),
] as const

export const multiSelects = [
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...select,
      ...list,
      ...most,
      initial_options: z.array(plainOption).min(1).optional(),
    })
    .refine(hasOneList, ONE_LIST)
    .refine((one) => isOffered(one, one.initial_options ?? []), NOT_OFFERED),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...select,
    ...most,
    ...query,
    initial_options: z.array(plainOption).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...select,
    ...most,
    initial_users: ids.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...select,
    ...most,
    ...filter,
    initial_conversations: ids.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...select,
    ...most,
    initial_channels: ids.optional(),
  }),
] as const

const ticks = { ...actionId, ...confirmable, ...focusable, options: z.array(richOption).min(1).max(10) }

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...ticks,
    initial_options: z.array(richOption).min(1).optional(),
  })
  .refine((one) => isOffered(one, one.initial_options ?? []), NOT_OFFERED)

export const radioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), ...ticks, initial_option: richOption.optional() })
  .refine((one) => isOffered(one, one.initial_option ? [one.initial_option] : []), NOT_OFFERED)
