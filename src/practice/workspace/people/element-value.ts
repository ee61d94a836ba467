import { z } from 'zod'
import { type Element, holders } from '../blocks/interactive.ts'
import { SlackError } from '../team/slack-error.ts'

type Value = Record<string, unknown>
type Option = { value: string } & Value

const option = z.looseObject({ value: z.string() })
const choices = z.looseObject({
  options: z.array(option).optional(),
  option_groups: z.array(z.looseObject({ options: z.array(option) })).optional(),
})

/** Which field holds the value of an element, and which its initial one. */
const FIELDS: Record<string, { field: string; initial: string; many?: true; offered?: true }> = {
  plain_text_input: { field: 'value', initial: 'initial_value' },
  email_text_input: { field: 'value', initial: 'initial_value' },
  url_text_input: { field: 'value', initial: 'initial_value' },
  number_input: { field: 'value', initial: 'initial_value' },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value' },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  timepicker: { field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', many: true },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', many: true },
  multi_conversations_select: {
    field: 'selected_conversations',
    initial: 'initial_conversations',
    many: true,
  },
  static_select: { field: 'selected_option', initial: 'initial_option', offered: true },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', offered: true },
  external_select: { field: 'selected_option', initial: 'initial_option' },
  overflow: { field: 'selected_option', initial: '', offered: true },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', many: true, offered: true },
  checkboxes: { field: 'selected_options', initial: 'initial_options', many: true, offered: true },
  multi_external_select: { field: 'selected_options', initial: 'initial_options', many: true },
  file_input: { field: 'files', initial: '', many: true },
}

/** Whether an element has a value that `view.state.values` shows. */
export const isStateful = ({ type }: Element): boolean => type in FIELDS && type !== 'overflow'

export const fieldOf = ({ type }: Element): string | undefined => FIELDS[type]?.field

export function offeredBy(element: Element): Option[] {
  const { options = [], option_groups = [] } = choices.parse(element)
  return [...options, ...option_groups.flatMap((group) => group.options)]
}

/** The value of an element as Slack reports it; throws `invalid_option` for one that was not offered. */
export function chosenValue(element: Element, given: Value | undefined): Value {
  const kind = FIELDS[element.type]
  if (!kind) return {}
  const chosen = given && kind.field in given ? given[kind.field] : element[kind.initial]
  const empty = kind.many ? [] : null
  if (chosen === undefined || chosen === null || chosen === '') return { [kind.field]: empty }
  return { [kind.field]: kind.offered ? offered(element, chosen) : chosen }
}

/** The option as the app wrote it, whatever the client sent along. */
function offered(element: Element, chosen: unknown): unknown {
  const all = offeredBy(element)
  const pick = (one: unknown): Option => {
    const wanted = option.safeParse(one)
    const found = wanted.success ? all.find(({ value }) => value === wanted.data.value) : undefined
    if (!found) throw new SlackError('invalid_option')
    return found
  }
  return Array.isArray(chosen) ? chosen.map(pick) : pick(chosen)
}

type StateValues = Record<string, Record<string, Value>>

/** `state.values` of blocks: what was given, and initial values for the rest. */
export function stateOf(blocks: unknown, given: StateValues = {}): StateValues {
  const state: StateValues = {}
  for (const { blockId, elements } of holders(blocks))
    for (const element of elements.filter(isStateful)) {
      const id = element.action_id ?? ''
      const value = { type: element.type, ...chosenValue(element, given[blockId]?.[id]) }
      state[blockId] = { ...state[blockId], [id]: value }
    }
  return state
}
