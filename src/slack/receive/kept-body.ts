import type { Json, JsonObject } from '../../domain/json.ts'
import { redact } from '../../domain/redact.ts'

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapped = (value: Json | undefined, change: (one: Json | undefined) => Json | undefined) =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)])) : value

const written = (field: Json | undefined): Json | undefined =>
  isObject(field) && field.type === 'plain_text_input' && typeof field.value === 'string'
    ? { ...field, value: redact(field.value) }
    : field

/** A delivery as the record may keep it: what people typed, without what looks like a secret in it. */
export function keptBody(body: JsonObject): JsonObject {
  if (typeof body.command === 'string' && typeof body.text === 'string')
    return { ...body, text: redact(body.text) }
  const { view } = body
  if (!isObject(view) || !isObject(view.state)) return body
  const values = mapped(view.state.values, (block) => mapped(block, written))
  return { ...body, view: { ...view, state: { ...view.state, values } } }
}
