import { redactValue } from '../domain/redact.ts'
import type { PodTemplate } from './objects.ts'
import { restartAnnotation, withoutHashLabel } from './pod-template.ts'

/** What a list is known by: an environment variable by its name, a mount by its path. */
const keys = ['name', 'mountPath', 'containerPort', 'key', 'ip']

/** Told of each container in words of their own: images, requests and limits. */
const toldApart = /^(?:image|resources\.(?:requests|limits)\..*)$/

type Settings = Record<string, string>

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function nameOf(item: unknown, nth: number): string {
  if (!isFields(item)) return String(nth + 1)
  const known = keys.map((key) => item[key]).find((one) => one !== undefined && one !== null)
  return known === undefined ? String(nth + 1) : String(known)
}

/** Every value by the way that leads to it, `livenessProbe.httpGet.path`; a list of plain words as one. */
function flatten(value: unknown, way: readonly string[], into: Settings): void {
  const name = way.join('.')
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object'))
      into[name] = redactValue(way.at(-1) ?? '', value.map(String).join(' '))
    else value.forEach((one, nth) => void flatten(one, [...way, nameOf(one, nth)], into))
  } else if (isFields(value)) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, [...way, key], into)
  } else into[name] = redactValue(way.at(-1) ?? '', String(value))
}

/** `LOG_LEVEL` is `debug`, `DB_HOST` comes from elsewhere; whatever is named like a secret stays hidden. */
function environment(variables: unknown, into: Settings): void {
  if (!Array.isArray(variables)) return
  for (const one of variables.filter(isFields)) {
    const name = String(one.name ?? '')
    const from: Settings = {}
    flatten(one.valueFrom, [], from)
    const source = Object.entries(from).map(([key, value]) => `${key}=${value}`)
    into[name] = isFields(one.valueFrom)
      ? `from ${source.join(' ')}`
      : redactValue(name, String(one.value ?? ''))
  }
}

function ofContainer({ name, env, ...rest }: Record<string, unknown>, into: Settings): void {
  const own: Settings = {}
  flatten(rest, [], own)
  environment(env, own)
  for (const [key, value] of Object.entries(own))
    if (!toldApart.test(key)) into[`${key} of ${String(name)}`] = value
}

/**
 * What a pod template says besides images and resources, one readable line each, secrets hidden: for telling two
 * revisions apart.
 */
export function settingsOf(template: PodTemplate): Settings {
  const { metadata, spec } = withoutHashLabel(template)
  const { containers: own, ...pod } = spec
  const { [restartAnnotation]: _, ...annotations } = metadata?.annotations ?? {}
  const settings: Settings = {}
  for (const one of own) ofContainer(one, settings)
  flatten(pod, [], settings)
  for (const [key, value] of Object.entries(metadata?.labels ?? {}))
    settings[`label ${key}`] = redactValue(key, value)
  for (const [key, value] of Object.entries(annotations))
    settings[`annotation ${key}`] = redactValue(key, value)
  return settings
}
