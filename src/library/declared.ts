import type { Json, JsonObject } from '../domain/json.ts'
import { nearest } from '../domain/nearest.ts'
import { wrongParameters } from '../domain/parameter.ts'
import { placeholdersIn } from '../domain/placeholders.ts'
import type { Command, DeclaredRequest, Service } from '../domain/service.ts'
import type { Path } from './mistake.ts'
import type { Finding } from './schema/findings.ts'
import { wholeMatch } from './whole-match.ts'

type Declared = Command | DeclaredRequest

/** What is wrong between a service's commands and requests: names used twice, an undo that is none. */
export function examineDeclared({ commands, requests, targets }: Service): Finding[] {
  const { deployments, configmaps, caches } = targets
  const known = [...deployments, ...configmaps, ...caches.map(({ name }) => name)]
  const all = [...commands, ...requests]
  const examine = (one: Declared, path: Path): Finding[] => [
    ...(all.filter(({ name }) => name === one.name).length > 1
      ? [{ path: [...path, 'name'], says: `Two commands or requests are called ${one.name}` }]
      : []),
    ...one.touches.flatMap((name, n) =>
      known.includes(name) ? [] : [{ path: [...path, 'touches', n], says: untouchable(name, known) }],
    ),
    ...undoMistakes(one, all).map((found) => ({ ...found, path: [...path, 'undo', ...found.path] })),
  ]
  return [
    ...commands.flatMap((one, n) => examine(one, ['commands', n])),
    ...requests.flatMap((one, n) => examine(one, ['requests', n])),
  ]
}

/**
 * What is wrong with a step that uses a command or request: there is none, or its parameters do not fit. `later`:
 * parameters that a person gives when the step is reached.
 */
export function declaredUse(
  input: JsonObject,
  { commands, requests }: Service,
  later: readonly string[] = [],
): Finding[] {
  const use = (kind: 'command' | 'request', all: readonly Declared[]): Finding[] => {
    const name = input[kind]
    if (typeof name !== 'string') return []
    const found = all.find((one) => one.name === name)
    if (!found) return [{ path: [kind], says: unknown(kind, name, all) }]
    const given =
      typeof input.with === 'object' && input.with !== null && !Array.isArray(input.with) ? input.with : {}
    return wrongParameters(
      found.parameters,
      Object.fromEntries(Object.entries(given)),
      wholeMatch,
      later,
    ).map(({ name: key, says }) => ({
      path: Object.hasOwn(given, key) ? ['with', key] : Object.hasOwn(input, 'with') ? ['with'] : [],
      says,
    }))
  }
  return [...use('command', commands), ...use('request', requests)]
}

function untouchable(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return `“${name.slice(0, 60)}” is not among targets of service.yml${meant ? `; did you mean ${meant}?` : ': add it there first'}`
}

function unknown(kind: string, name: string, all: readonly Declared[]): string {
  const known = all.map((each) => each.name)
  const meant = nearest(name, known)
  const hint = meant
    ? `did you mean ${meant}?`
    : known.length
      ? `known: ${known.join(', ')}`
      : 'declare it in service.yml'
  return `There is no ${kind} “${name.slice(0, 60)}”; ${hint}`
}

function undoMistakes(one: Declared, all: readonly Declared[]): Finding[] {
  if (!one.undo) return []
  const { name, with: given } = one.undo
  const other = all.find((each) => each.name === name)
  if (!other) return [{ path: ['name'], says: unknown('command or request', name, all) }]
  const foreign = Object.entries(given).flatMap(([key, value]) =>
    handedOn(value)
      .filter((each) => !Object.hasOwn(one.parameters, each))
      .map((each) => ({ path: ['with', key], says: `{${each}} is not a parameter of ${one.name}` })),
  )
  const fixed = Object.fromEntries(Object.entries(given).filter(([, value]) => handedOn(value).length === 0))
  const later = Object.keys(given).filter((key) => !Object.hasOwn(fixed, key))
  const wrong = wrongParameters(other.parameters, fixed, wholeMatch, later).map(({ name: key, says }) => ({
    path: Object.hasOwn(given, key) ? ['with', key] : ['with'],
    says,
  }))
  return [...foreign, ...wrong]
}

const handedOn = (value: Json | undefined): string[] =>
  typeof value === 'string' ? placeholdersIn(value) : []
