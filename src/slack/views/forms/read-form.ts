/** What an input holds when a form is sent, as far as our fields go. */
export type FieldState = {
  value?: string | null | undefined
  selected_option?: { value?: string | undefined } | null | undefined
  selected_options?: readonly { value?: string | undefined }[] | null | undefined
  selected_user?: string | null | undefined
  selected_date?: string | null | undefined
  files?: readonly SentFile[] | null | undefined
}

/** A file that somebody put into a form, as Slack names it. */
export type SentFile = { id: string; name: string; size?: number | undefined }

export type FormFields = Record<string, string | string[] | readonly SentFile[]>

/** The fields of a sent form (`view.state.values`) by name; empty ones are absent, ticked boxes and files are lists. */
export function readForm(values: Record<string, Record<string, FieldState>>): FormFields {
  const fields: FormFields = {}
  for (const [name, elements] of Object.entries(values))
    for (const state of Object.values(elements)) {
      const held = fieldValue(state)
      if (held !== undefined && held !== '') fields[name] = held
    }
  return fields
}

function fieldValue(state: FieldState): string | string[] | readonly SentFile[] | undefined {
  if (state.files) return state.files
  if (state.selected_options) return state.selected_options.flatMap(({ value }) => (value ? [value] : []))
  return (
    state.selected_option?.value ??
    state.selected_user ??
    state.selected_date ??
    state.value?.trim() ??
    undefined
  )
}
