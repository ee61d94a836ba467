import { z } from 'zod'
import type { StateValues } from '../../page/protocol.ts'
import { type Element, holders } from '../blocks/interactive.ts'
import { fieldOf, isStateful, offeredBy } from './element-value.ts'

/** A value as a test says it: the text, an option's value or words, an id, or several of them. */
export type Said = string | number | string[]

const named = z.object({ id: z.string() })

/** The id of what an act made. */
export const idIn = (answer: unknown): string => named.parse(answer).id

/** A said value in the shape that a page sends for the element. */
export function spelled(element: Element, said: Said): Record<string, unknown> {
  const field = fieldOf(element)
  if (!field) return {}
  if (field === 'files') return { files: [said].flat().map((id) => ({ id })) }
  if (!field.startsWith('selected_option')) return { [field]: said }
  return {
    [field]: Array.isArray(said) ? said.map((one) => option(element, one)) : option(element, String(said)),
  }
}

function option(element: Element, said: string): unknown {
  const found = offeredBy(element).find(
    (one) => one.value === said || JSON.stringify(one.text).includes(`"text":${JSON.stringify(said)}`),
  )
  return found ?? { value: said }
}

/** Values by block id or action id, in the shape that a page sends. Throws for a name that is not there. */
export function filled(blocks: unknown, said: Record<string, Said>): StateValues {
  const values: StateValues = {}
  for (const [name, one] of Object.entries(said)) {
    const found = holders(blocks).flatMap(({ blockId, elements }) =>
      elements
        .filter((element) => isStateful(element) && (blockId === name || element.action_id === name))
        .map((element) => ({ blockId, element })),
    )[0]
    if (!found) throw new Error(`There is no input named ${name}`)
    const { blockId, element } = found
    values[blockId] = { ...values[blockId], [element.action_id ?? '']: spelled(element, one) }
  }
  return values
}
