import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import { quantityMistake } from '../quantity.ts'
import { rulesOf } from '../rules/index.ts'
import type { ResourceRequest } from './request.ts'
import { type ApiError, badRequest, invalidPatch } from './status.ts'

/**
 * Looks for misspelled fields, as `fieldValidation` asks: `Strict` refuses, `Warn` (the default) answers
 * warnings, `Ignore` is silent. Only kinds whose fields are listed are looked at. A field that stood there
 * `before` counts as one that this server knows.
 */
export function checkFields(
  request: ResourceRequest,
  stored: KubeObject,
  sent: KubeObject,
  before?: KubeObject,
): string[] {
  const { fields = [], stringMaps = [], quantities = [] } = rulesOf(request.kind.plural)
  for (const name of stringMaps) checkStrings(request, sent, name)
  const found = quantities.flatMap((path) => valuesAt(sent, path.split(/\.|(?=\[\]|\{\})/)))
  for (const quantity of found) {
    const why = quantityMistake(quantity)
    if (why !== undefined) throw unreadable(request, sent, why)
  }
  const mode = request.query.get('fieldValidation') ?? 'Warn'
  if (fields.length === 0 || mode === 'Ignore') return []
  const standing = new Set(before ? unknownFields(before, fields) : [])
  const unknown = unknownFields(sent, fields)
    .filter((path) => !standing.has(path))
    .map((path) => `unknown field "${path}"`)
  if (unknown.length === 0 || mode === 'Warn') return unknown
  const why = `strict decoding error: ${unknown.join(', ')}`
  throw unreadable(request, stored, why)
}

const everywhere = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status'])

function unknownFields(object: KubeObject, fields: string[]): string[] {
  const known = new Set(fields)
  const parents = new Set(fields.flatMap((field) => prefixesOf(field)))
  const unknown: string[] = []
  const visit = (value: unknown, pattern: string, path: string): void => {
    if (Array.isArray(value)) {
      if (parents.has(`${pattern}[]`))
        for (const [index, item] of value.entries()) visit(item, `${pattern}[]`, `${path}[${index}]`)
      return
    }
    if (!isFields(value)) return
    for (const [name, inner] of Object.entries(value)) {
      const at = pattern ? `${pattern}.${name}` : name
      const place = path ? `${path}.${name}` : name
      const isTop = pattern === '' && everywhere.has(name)
      if (!known.has(at) && !parents.has(at) && !isTop) unknown.push(place)
      else if (parents.has(at) || parents.has(`${at}[]`)) visit(inner, at, place)
    }
  }
  visit(object, '', '')
  return unknown
}

/** `a.b[].c` has the parents `a`, `a.b` and `a.b[]`. */
function prefixesOf(field: string): string[] {
  const prefixes: string[] = []
  for (let at = 0; at < field.length; at += 1) {
    if (field[at] === '.') prefixes.push(field.slice(0, at))
    if (field.startsWith('[]', at)) prefixes.push(field.slice(0, at), field.slice(0, at + 2))
  }
  return prefixes
}

function checkStrings(request: ResourceRequest, object: KubeObject, name: string): void {
  const map = fieldAt(object, name)
  if (!isFields(map)) return
  const wrong = Object.values(map).find((value) => typeof value !== 'string')
  if (wrong === undefined) return
  const type = typeof wrong === 'boolean' ? 'bool' : Array.isArray(wrong) ? 'array' : typeof wrong
  const why = `json: cannot unmarshal ${type} into Go struct field ${request.kind.kind}.${name} of type string`
  throw unreadable(request, object, why)
}

/** The values at a path in parts, of which `[]` stands for every item and `{}` for every value. */
function valuesAt(value: unknown, [part, ...rest]: string[]): unknown[] {
  if (value === undefined || value === null) return []
  if (part === undefined) return [value]
  if (part === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : []
  if (!isFields(value)) return []
  if (part === '{}') return Object.values(value).flatMap((item) => valuesAt(item, rest))
  return valuesAt(value[part], rest)
}

const unreadable = (request: ResourceRequest, object: KubeObject, why: string): ApiError =>
  request.verb === 'patch'
    ? invalidPatch(object, why)
    : badRequest(
        `${request.kind.kind} in version "${request.version}" cannot be handled as a ${request.kind.kind}: ${why}`,
      )
