import type { ModalView } from '@slack/types'
import type { HandoffItem } from '../../../domain/handoff.ts'
import { section } from '../blocks.ts'
import { option } from '../elements.ts'
import { handoffKinds } from '../handoff.ts'
import { form } from './form.ts'
import { personField, textField, tickedField } from './inputs.ts'
import type { FormFields } from './read-form.ts'

const tenOf = 10
/** Ten fields of ten are as many as anybody reads. */
const mostFields = 10

/** Names an item in the form, so that it is found again in the record when the form is sent. */
const itemKey = ({ kind, incident, ref = '' }: HandoffItem): string =>
  `${kind} ${incident} ${ref}`.slice(0, 75)

/** Fields: `incoming`, `notes`, and boxes that `chosenItems` reads. */
export const handoffForm = (items: readonly HandoffItem[], incoming?: string): ModalView =>
  form('handoff.post', undefined, { title: 'Hand over the shift', submit: 'Post' }, [
    personField('incoming', 'Who takes over?', { optional: true, initial: incoming }),
    ...itemFields(items),
    textField('notes', 'Notes', {
      optional: true,
      lines: true,
      placeholder: 'What the record does not know',
    }),
  ])

function itemFields(items: readonly HandoffItem[]) {
  if (items.length === 0) return [section(['Nothing is open in the record.'])]
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  return kinds
    .flatMap((kind) => {
      const own = items.filter((one) => one.kind === kind)
      const fields = Math.ceil(own.length / tenOf)
      return Array.from({ length: fields }, (_, nth) =>
        tickedField(
          `items.${kind}.${nth}`,
          nth === 0 ? handoffKinds[kind] : `${handoffKinds[kind]}, continued`,
          own.slice(nth * tenOf, (nth + 1) * tenOf).map(itemOption),
        ),
      ).flat()
    })
    .slice(0, mostFields)
}

const itemOption = (item: HandoffItem) =>
  option(`${item.incident} · ${item.text}`, itemKey(item), item.detail)

/** The items that stayed ticked. */
export function chosenItems(fields: FormFields, items: readonly HandoffItem[]): HandoffItem[] {
  const chosen = new Set(
    Object.entries(fields).flatMap(([name, held]): unknown[] =>
      name.startsWith('items.') && Array.isArray(held) ? [...held] : [],
    ),
  )
  return items.filter((item) => chosen.has(itemKey(item)))
}
