import type {
  Checkboxes,
  Datepicker,
  ExternalSelect,
  FileInput,
  InputBlock,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
  UsersSelect,
} from '@slack/types'
import { clean } from '../../mrkdwn.ts'
import { plainText } from '../blocks.ts'

type Element =
  | PlainTextInput
  | StaticSelect
  | ExternalSelect
  | UsersSelect
  | Datepicker
  | Checkboxes
  | FileInput
type About = { optional?: boolean; hint?: string }
type Filled = About & { initial?: string | undefined }

/** Every field's element has this `action_id`; its block is named after the field. */
const fieldAction = 'value'
/** Slack takes no longer text in a field. */
const longest = 3000

const field = (name: string, label: string, element: Element, about: About = {}): InputBlock => ({
  type: 'input',
  block_id: name,
  label: plainText(label, 200),
  element,
  ...(about.optional && { optional: true }),
  ...(about.hint && { hint: plainText(about.hint, 300) }),
})

type Text = Filled & {
  lines?: boolean
  max?: number
  placeholder?: string
  min?: number
}

export function textField(name: string, label: string, about: Text = {}): InputBlock {
  const max = about.max ?? longest
  const initial = clean(about.initial ?? '')
    .slice(0, max)
    .toWellFormed()
  return field(
    name,
    label,
    {
      type: 'plain_text_input',
      action_id: fieldAction,
      multiline: about.lines ?? false,
      max_length: max,
      ...(about.min && { min_length: about.min }),
      ...(initial && { initial_value: initial }),
      ...(about.placeholder && { placeholder: plainText(about.placeholder, 150) }),
    },
    about,
  )
}

/** At most a hundred options; none with a value longer than Slack takes, none twice. */
export function offered(options: readonly PlainTextOption[], most: number): PlainTextOption[] {
  const byValue = new Map<string, PlainTextOption>()
  for (const one of options)
    if (one.value && one.value.length <= 150 && !byValue.has(one.value)) byValue.set(one.value, one)
  return [...byValue.values()].slice(0, most)
}

/** A choice of one. Nothing at all where there is nothing to choose from. */
export function choiceField(
  name: string,
  label: string,
  options: readonly PlainTextOption[],
  about: Filled = {},
): InputBlock[] {
  const choices = offered(options, 100)
  const initial = choices.find((one) => one.value === about.initial)
  if (choices.length === 0) return []
  const element: StaticSelect = {
    type: 'static_select',
    action_id: fieldAction,
    options: choices,
    ...(initial && { initial_option: initial }),
  }
  return [field(name, label, element, about)]
}

/** A choice of one out of what a `Suggestion` offers for this field, as soon as it opens and while somebody types. */
export const searchField = (name: string, label: string, placeholder: string): InputBlock =>
  field(name, label, {
    type: 'external_select',
    action_id: fieldAction,
    min_query_length: 0,
    placeholder: plainText(placeholder, 150),
  })

export const personField = (name: string, label: string, about: Filled = {}): InputBlock =>
  field(
    name,
    label,
    {
      type: 'users_select',
      action_id: fieldAction,
      ...(about.initial && { initial_user: about.initial }),
    },
    about,
  )

/** `initial`: a day as `2026-11-24`. */
export const dateField = (name: string, label: string, about: Filled = {}): InputBlock =>
  field(
    name,
    label,
    { type: 'datepicker', action_id: fieldAction, ...(about.initial && { initial_date: about.initial }) },
    about,
  )

/** Boxes, all ticked. Slack shows ten to a field. */
export function tickedField(name: string, label: string, options: readonly PlainTextOption[]): InputBlock[] {
  const choices = offered(options, 10)
  if (choices.length === 0) return []
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: fieldAction,
    options: choices,
    initial_options: choices,
  }
  return [field(name, label, element, { optional: true })]
}

/** One file, whose name ends in one of `filetypes`. */
export const fileField = (name: string, label: string, filetypes: string[], about: About = {}): InputBlock =>
  field(name, label, { type: 'file_input', action_id: fieldAction, filetypes, max_files: 1 }, about)
