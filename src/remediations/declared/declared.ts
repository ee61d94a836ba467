import { z } from 'zod'
import { Denied } from '../../app/ports/failures.ts'
import { matchingLines } from '../../checks/match-lines.ts'
import type { Json, JsonObject } from '../../domain/json.ts'
import { nearest } from '../../domain/nearest.ts'
import { readParameters } from '../../domain/parameter.ts'
import { fill } from '../../domain/placeholders.ts'
import type { Change } from '../../domain/remediation.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts'
import type { Command, DeclaredRequest, Service } from '../../domain/service.ts'

const value = z.union([z.string(), z.number()])

/** What a declared command or request is given, by the name of the parameter. */
export const given = z.record(z.string(), value).default({}).meta({ description: 'Its parameters, by name' })

/** What puts it back, with the values it will be given: frozen when it is planned. */
export const undoData = z.object({ name: z.string(), with: z.record(z.string(), value) })
type Undo = z.infer<typeof undoData> | undefined

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
  const frozen = service.limits.frozen.find((one) => [name, `${kind}/${name}`].includes(one.toLowerCase()))
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

/** `failed jobs → queued again`, and `queue: paused → running`, as a change; other text as what follows. */
export function readChange(text: string, what: string): Change {
  const [, named, before, after] = /^(?:([^:→]{1,80}):\s+)?(.*?)\s*(?:→|->)\s*(.+)$/.exec(text.trim()) ?? []
  return before !== undefined && after !== undefined
    ? { what: named ?? what, before, after }
    : { what, before: 'as it is', after: text.trim() }
}

export const noWayBack = 'What it does stays, and service.yml declares no undo: Muster cannot put it back'

/** The undo of what was declared, with the values it hands on; to be stored with the plan. */
export function frozenUndo(
  { undo }: Command | DeclaredRequest,
  values: Readonly<Record<string, string>>,
): Undo {
  if (!undo) return undefined
  const filled = Object.entries(undo.with).flatMap(([name, one]): [string, string | number][] => {
    if (typeof one === 'string') return [[name, fill(one, values)]]
    return typeof one === 'number' ? [[name, one]] : []
  })
  return { name: undo.name, with: Object.fromEntries(filled) }
}

/** The request that puts back what a declared command or request did. */
export function undoRequest(
  undo: Undo,
  name: string,
  service: Service,
): Result<{ name: string; input: { readonly [key: string]: Json } }> {
  if (!undo) return refuse('no-undo', `${service.id}/service.yml declares no undo for ${name}`)
  if (service.commands.some((one) => one.name === undo.name))
    return ok({ name: 'run-command', input: { command: undo.name, with: undo.with } })
  if (service.requests.some((one) => one.name === undo.name))
    return ok({ name: 'http-request', input: { request: undo.name, with: undo.with } })
  return refuse('no-undo', `${undo.name}, which puts back ${name}, is no longer in ${service.id}/service.yml`)
}
