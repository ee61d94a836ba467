import { z } from 'zod'
import type { Puppet } from '../practice/workspace/people/puppet.ts'

export type Values = NonNullable<Parameters<Puppet['submit']>[0]>

const fields = z.array(
  z.looseObject({
    block_id: z.string().optional(),
    label: z.looseObject({ text: z.string() }).optional(),
  }),
)

/** What is filled in under the words above a field, under the field's own name. */
export function byField(form: unknown, values: Values): Values {
  const all = fields.parse(form)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      all.find(({ label }) => label?.text === name)?.block_id ?? name,
      value,
    ]),
  )
}
