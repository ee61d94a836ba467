import type { Json, JsonObject } from '../../domain/json.ts'
import { fill, placeholdersIn } from '../../domain/placeholders.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { DeclaredRequest } from '../../domain/service.ts'

type Values = Readonly<Record<string, string>>

/**
 * The address with its parameters, each encoded so that it stays within its part of the path or query. Scheme,
 * host and port are those declared, whatever the values.
 */
export function fillUrl(template: string, values: Values): Result<string> {
  const url = fill(template, values, encodeURIComponent)
  const declared = /^https?:\/\/[^/?#{}@\s\\]+/i.exec(template)?.[0]
  if (declared === undefined || !URL.canParse(url) || new URL(url).origin !== new URL(declared).origin)
    return refuse('wrong-address', 'The address would not be on the host that service.yml declares')
  const [path = ''] = url.slice(declared.length).split('?')
  if (path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)))
    return refuse('wrong-address', 'A parameter would lead to another path than the one service.yml declares')
  return ok(url)
}

/** Values become text in the JSON, never structure; a text that is one number parameter becomes that number. */
export function fillBody(body: JsonObject, declared: DeclaredRequest['parameters'], values: Values): string {
  const fillOne = (one: Json | undefined): Json | undefined => {
    if (typeof one === 'string') {
      const [name] = placeholdersIn(one)
      return name !== undefined && one === `{${name}}` && declared[name]?.kind === 'number'
        ? Number(values[name])
        : fill(one, values)
    }
    if (Array.isArray(one)) return one.map((each) => fillOne(each) ?? null)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, each]) => [key, fillOne(each)]))
  }
  return JSON.stringify(fillOne(body))
}

/** Headers with their parameters: plain characters only, so that no value ends its line. */
export function fillHeaders(
  headers: DeclaredRequest['headers'],
  values: Values,
): Result<Record<string, string>> {
  const filled = Object.entries(headers).map(([name, text]): [string, string] => [name, fill(text, values)])
  const wrong = filled.find(([, text]) => !/^[\x20-\x7e]*$/.test(text))
  return wrong
    ? refuse('wrong-header', `The header ${wrong[0]} takes plain characters only`)
    : ok(Object.fromEntries(filled))
}
