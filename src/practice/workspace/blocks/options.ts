import { z } from 'zod'
import { anyText, plainText, url } from './text.ts'

const described = {
  value: z.string().max(150),
  description: plainText(75).optional(),
}

/** Of selects: plain text only. */
export const plainOption = z.strictObject({ text: plainText(75), ...described })
/** Of overflow menus, which may also lead somewhere. */
export const linkOption = z.strictObject({ text: plainText(75), ...described, url: url.optional() })
/** Of checkboxes and radio buttons, which may be formatted. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: z.string().max(150),
  description: anyText(75).optional(),
})

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
})

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})
export const confirmable = { confirm: confirm.optional() }

export const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2),
    })
    .optional(),
}

type Choices = {
  options?: { value: string }[] | undefined
  option_groups?: { options: { value: string }[] }[] | undefined
}

/** Slack refuses an initial option that is not among the options. */
export const isOffered = (choices: Choices, initial: { value: string }[]): boolean => {
  const offered = [
    ...(choices.options ?? []),
    ...(choices.option_groups ?? []).flatMap((group) => group.options),
  ]
  return initial.every(({ value }) => offered.some((option) => option.value === value))
}
