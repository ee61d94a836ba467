import { z } from 'zod'

const shape = z.looseObject({
  status: z.string().default(''),
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .looseObject({
      causes: z
        .array(z.looseObject({ reason: z.string().optional(), message: z.string().optional() }))
        .optional(),
    })
    .default({}),
})
export type Status = z.infer<typeof shape>

/** The API server's Status, or an empty one: a proxy in between answers HTML, and some answers are cut. */
export function readStatus(body: string): Status {
  try {
    return shape.parse(JSON.parse(body))
  } catch {
    return { status: '', message: '', reason: '', details: {} }
  }
}
