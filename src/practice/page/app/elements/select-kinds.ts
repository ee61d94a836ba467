import type { MultiSelect, Option, OptionGroup, Select } from '@slack/types'
import type { Choice } from '../overlay/choices.ts'
import { channelTitle } from '../state/select.ts'
import type { World } from '../state/state.ts'
import { plain } from '../text/text.ts'

export type AnySelect = Select | MultiSelect

/** The key under which Slack sends what was chosen. */
export const chosenKey: Record<AnySelect['type'], string> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
}

/** One thing to choose: how it looks, and what is sent when it is chosen. */
export type Offer = Choice & { sends: unknown }

export function isOption(value: unknown): value is Option {
  if (typeof value !== 'object' || value === null || !('text' in value)) return false
  const { text } = value
  return typeof text === 'object' && text !== null && 'text' in text && typeof text.text === 'string'
}

export const optionKey = (option: Option): string => option.value ?? option.text.text

function optionOffer(option: Option, group?: string): Offer {
  return {
    key: optionKey(option),
    label: plain(option.text),
    words: `${option.text.text} ${option.description?.text ?? ''}`,
    sends: option,
    ...(option.description && { note: plain(option.description) }),
    ...(group && { group }),
  }
}

export function optionOffers(options: Option[] | undefined, groups: OptionGroup[] | undefined): Offer[] {
  const grouped = (groups ?? []).flatMap(({ label, options: inside }) =>
    inside.map((option) => optionOffer(option, label.text)),
  )
  return [...(options ?? []).map((option) => optionOffer(option)), ...grouped]
}

export function peopleOffers(world: World | undefined): Offer[] {
  return (world?.people ?? []).map(({ id, name, realName, title, isBot }) => ({
    key: id,
    label: realName || name,
    words: `${realName} ${name}`,
    note: isBot ? 'app' : title,
    sends: id,
  }))
}

export function channelOffers(world: World | undefined, directToo: boolean): Offer[] {
  const open = (world?.channels ?? []).filter((one) => !one.archived && (directToo || one.kind !== 'im'))
  return open.map((channel) => {
    const title = channelTitle(world, channel)
    return {
      key: channel.id,
      label: channel.kind === 'im' ? title : `#${title}`,
      words: title,
      sends: channel.id,
    }
  })
}

/** The same thing again, for what was chosen before: an option, or somebody's id. */
export function offerFor(offers: Offer[], sent: unknown): Offer | undefined {
  if (isOption(sent)) return offers.find((offer) => offer.key === optionKey(sent)) ?? optionOffer(sent)
  return offers.find((offer) => offer.key === sent)
}
