import { z } from 'zod'
import { Denied } from '../../app/ports/failures.ts'
import type { JsonObject } from '../../domain/json.ts'
import { nearest } from '../../domain/nearest.ts'
import { readParameters } from '../../domain/parameter.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts'
import type { Command, DeclaredRequest, Service } from '../../domain/service.ts'
import { matchingLines } from '../match-lines.ts'

export const value = z.union([z.string(), z.number()])

/** What a declared command or request is given, by the name of the parameter. */
export const given = z.record(z.string(), value).default({}).meta({ description: 'Its parameters, by name' })

type Kind = 'command' | 'request'

/** Finds what service.yml declares, unless it is frozen. */
export function findDeclared<T extends { name: string }>(
  all: readonly T[],
  kind: Kind,
  name: string,
  service: Service,
): Result<T> {
  const found = all.find((one) => one.name === name)
  if (!found) {
    const meant = nearest(
      name,
      all.map((one) => one.name),
    )
    const hint = meant ? `did you mean ${meant}?` : `declare it under ${kind}s in ${service.id}/service.yml`
    return refuse('not-listed', `“${name.slice(0, 60)}” is not a ${kind} of ${service.name}: ${hint}`)
  }
  const written = [name, `${kind}/${name}`].map((one) => one.toLowerCase())
  const frozen = service.limits.frozen.find((one) => written.includes(one.toLowerCase()))
  if (frozen === undefined) return ok(found)
  return refuse(
    'frozen',
    `${name} is frozen: it is not used while "${frozen}" stands under limits.frozen in ${service.id}/service.yml`,
  )
}

/** The values of the parameters as text, or what is wrong with the first that does not fit. */
export function valuesFor(
  declared: Command | DeclaredRequest,
  input: JsonObject,
): Result<Record<string, string>> {
  const whole = (pattern: string, text: string) => matchingLines(`^(?:${pattern})$`, [text]).length > 0
  try {
    const read = readParameters(declared.parameters, input, whole)
    return read.ok
      ? ok(read.values)
      : refuse('wrong-parameter', read.wrong.map(({ says }) => says).join('; '))
  } catch (error) {
    return denied(error)
  }
}

/** A refusal where something was denied; other errors are thrown on. */
export function denied(error: unknown): Refused {
  if (error instanceof Denied) return refuse('denied', error.message)
  throw error
}
