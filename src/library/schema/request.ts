import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import type { Json } from '../../domain/json.ts'
import { placeholdersIn } from '../../domain/placeholders.ts'
import { redactValue } from '../../domain/redact.ts'
import type { DeclaredRequest } from '../../domain/service.ts'
import { parameters, touches, undeclared, undo } from './parameter.ts'
import { inputs, line } from './words.ts'

const headerName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,80}$/, {
  error: 'A header is named with letters, digits and "-"',
})
const headerValue = z
  .string()
  .max(2000)
  .regex(/^[\x20-\x7e]*$/, { error: 'A header has plain characters only' })

/** Muster's own, and those that decide where a request goes and where it ends. */
const reserved =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|content-length|upgrade|expect|forwarded|x-forwarded-.*|idempotency-key)$/i

const address = z
  .string()
  .max(2000)
  .refine((text) => /^https?:\/\/[^/?#{}@\s\\]+(?:[/?]|$)/i.test(text) && URL.canParse(text), {
    error: 'Write a whole address; a parameter may stand in its path and query, never in its host',
  })
  .refine((text) => !text.includes('#'), { error: 'What stands after "#" is never sent' })

function textsOf(value: Json | undefined, path: (string | number)[]): { text: string; path: typeof path }[] {
  if (typeof value === 'string') return [{ text: value, path }]
  if (Array.isArray(value)) return value.flatMap((one, n) => textsOf(one, [...path, n]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, [...path, key]))
}

export const request = z
  .strictObject({
    name: line(60)
      .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'A request is named in small letters, digits and "-"' })
      .describe('What playbooks call it'),
    summary: line(150).describe('What it does, in one line'),
    changes: line(300).describe('What is different afterwards: queue paused → running'),
    risk: z.enum(['low', 'medium', 'high']).describe('How much can go wrong').default('medium'),
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).describe('The HTTP method').default('POST'),
    url: address.describe('The address; {name} stands for a parameter, never in the host'),
    headers: z.record(headerName, headerValue).describe('Sent as they stand; no secrets').default({}),
    secretHeaders: z
      .record(
        headerName,
        z.string().regex(/^MUSTER_SECRET_[A-Z0-9_]{1,80}$/, {
          error: 'Name an environment variable of Muster that begins with MUSTER_SECRET_',
        }),
      )
      .describe('Headers whose value stands in an environment variable of Muster: its name')
      .default({}),
    body: inputs.describe('Sent as JSON; {name} stands for a parameter').exactOptional(),
    parameters,
    expect: z
      .array(z.int().min(200).max(399))
      .min(1)
      .describe('Statuses that mean success')
      .default([200, 201, 202, 204]),
    timeout: duration.describe('How long to wait for the answer; 10s when absent').exactOptional(),
    idempotent: z.boolean().describe('Sent twice it does no more than once').default(false),
    lasting: z.boolean().describe('What it does stays until somebody puts it back').default(false),
    touches,
    undo: undo.exactOptional(),
  })
  .superRefine((one, context) => {
    const texts = [
      { text: one.url, path: ['url'] },
      ...Object.entries(one.headers).map(([name, text]) => ({ text, path: ['headers', name] })),
      ...textsOf(one.body, ['body']),
    ]
    const taken = new Set(texts.flatMap(({ text }) => placeholdersIn(text)))
    const headers = [
      ...Object.keys(one.headers).map((name) => ({ name, path: ['headers', name] })),
      ...Object.keys(one.secretHeaders).map((name) => ({ name, path: ['secretHeaders', name] })),
    ]
    for (const found of [
      ...undeclared([...texts, { text: one.changes, path: ['changes'] }], one.parameters),
      ...Object.keys(one.parameters)
        .filter((name) => !taken.has(name))
        .map((name) => ({ path: ['parameters', name], message: `Nothing takes {${name}}` })),
      ...headers
        .filter(({ name }) => reserved.test(name))
        .map(({ name, path }) => ({ path, message: `${name} is not to be set here` })),
      ...Object.entries(one.headers)
        .filter(([name, text]) => redactValue(name, text) !== text)
        .map(([name]) => ({
          path: ['headers', name],
          message: 'This looks like a secret: put it into an environment variable and use secretHeaders',
        })),
    ])
      context.addIssue({ code: 'custom', ...found })
  })
  .transform(
    ({ timeout, ...rest }): DeclaredRequest => ({
      ...rest,
      timeoutMs: Math.min(timeout ?? 10_000, 5 * 60_000),
    }),
  )
