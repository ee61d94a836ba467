import type {
  ActionsBlockElement,
  AnyBlock,
  InputBlockElement,
  KnownBlock,
  SectionBlockAccessory,
} from '@slack/types'
import type { StateValues } from '../../protocol.ts'

export type PageElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory
export type ElementState = Record<string, unknown>

/** What an element holds before anybody touched it, as in `view.state.values`; undefined when it holds nothing. */
export function initialState(element: PageElement): ElementState | undefined {
  const { type } = element
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    case 'file_input':
      return { type, files: [] }
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null }
    default:
      return undefined
  }
}

/** Which of a view's blocks this page has a drawing for is decided at the drawing; here only the type matters. */
export const isKnown = (block: AnyBlock): block is KnownBlock => typeof block.type === 'string'

export const blockId = (block: AnyBlock, index: number): string => block.block_id ?? `block-${index}`

function elementsOf(block: AnyBlock): PageElement[] {
  if (!isKnown(block)) return []
  if (block.type === 'input') return [block.element]
  if (block.type === 'actions') return block.elements
  return block.type === 'section' && block.accessory ? [block.accessory] : []
}

/** Everything the blocks hold now: what was typed, else what each element began with. */
export function collectValues(blocks: AnyBlock[], typed: StateValues): StateValues {
  const values: StateValues = {}
  for (const [index, block] of blocks.entries()) {
    const id = blockId(block, index)
    for (const element of elementsOf(block)) {
      const initial = initialState(element)
      if (!initial || !('action_id' in element)) continue
      const actionId = element.action_id ?? ''
      values[id] = { ...values[id], [actionId]: typed[id]?.[actionId] ?? initial }
    }
  }
  return values
}
