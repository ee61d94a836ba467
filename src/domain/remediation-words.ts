import type { Json, JsonObject } from './json.ts'
import type { Service } from './service.ts'
import { namesOf, type TargetKind, targetKinds } from './target-names.ts'

/**
 * Reads what somebody typed after a remediation's name: a target, a number, and `key=value` words. `replicas=6`
 * is a number; `KEY=value` in capitals is a setting of a ConfigMap; `restart=a,b` a list; `limits.memory=2Gi` a
 * value within `limits`. `takes` names the remediation's inputs, so that a bare word or number finds its place;
 * one too many stays a word of its own, which no remediation takes. A pod's name tells its deployment too.
 * What a declared command or request takes is its own affair: `since=1h` is handed on as it was typed.
 */
export function readRemediationWords(
  words: readonly string[],
  service: Service | undefined,
  takes: readonly string[],
): JsonObject {
  const input: Record<string, Json> = {}
  const within = new Map<string, Record<string, Json>>()
  const put = (group: string, key: string, value: Json) =>
    within.set(group, { ...within.get(group), [key]: value })
  for (const word of words) {
    const sign = word.indexOf('=')
    if (sign < 0) {
      const place = placeOf(word, service, takes)
      input[place in input ? word : place] = readValue(place, word)
      continue
    }
    const key = word.slice(0, sign)
    const value = word.slice(sign + 1)
    const [, group, resource] = /^(requests|limits)\.([a-z-]+)$/.exec(key) ?? []
    if (takes.includes('with') && !takes.includes(key)) put('with', key, value)
    else if (/^[A-Z][A-Z0-9_]*$/.test(key)) put('set', key, value)
    else if (group && resource) put(group, resource, readValue(key, value))
    else input[names[key] ?? key] = readValue(key, value)
  }
  const pod = takes.includes('pod') && !('deployment' in input) ? input.pod : undefined
  const owner = typeof pod === 'string' ? ownerOf(pod, service) : undefined
  return { ...input, ...(owner && { deployment: owner }), ...Object.fromEntries(within) }
}

/** What people call it, where the remediation calls it otherwise. */
const names: Record<string, string> = { revision: 'to' }

function readValue(key: string, value: string): Json {
  if (key === 'restart') return value.split(',').filter(Boolean)
  return /^\d+$/.test(value) ? Number(value) : value
}

const numbers = ['replicas', 'to'] as const

function placeOf(word: string, service: Service | undefined, takes: readonly string[]): string {
  if (/^\d+$/.test(word)) return numbers.find((one) => takes.includes(one)) ?? 'number'
  if (takes.includes('pod') && !namesOf('deployment', service).includes(word) && ownerOf(word, service))
    return 'pod'
  return kindOf(word, service, takes)
}

/** The deployment whose pod this is by its name, `nqba-api-6f9c-x2x`; the longest that fits. */
const ownerOf = (pod: string, service: Service | undefined): string | undefined =>
  namesOf('deployment', service)
    .filter((deployment) => pod.startsWith(`${deployment}-`))
    .sort((a, b) => b.length - a.length)[0]

/** What service.yml lists the word as, or else the kind of target that the remediation takes. */
function kindOf(word: string, service: Service | undefined, takes: readonly string[]): TargetKind {
  const own = targetKinds.filter((kind) => takes.includes(kind))
  return own.find((kind) => namesOf(kind, service).includes(word)) ?? own[0] ?? 'deployment'
}

/** Where a word names a target of another kind than the remediation takes: what to choose instead. */
export function sayWrongKind(
  remediation: string,
  words: readonly string[],
  service: Service | undefined,
  takes: readonly string[],
): string | undefined {
  const [own] = targetKinds.filter((kind) => takes.includes(kind))
  if (!own) return undefined
  for (const word of words) {
    const kinds = targetKinds.filter((kind) => namesOf(kind, service).includes(word))
    if (kinds.length > 0 && !kinds.includes(own))
      return `${word} is a ${kinds[0]}, and ${remediation} takes a ${own}: ${namesOf(own, service).join(', ') || 'this service has none'}`
  }
  return undefined
}

/** What an input lacks or has wrong, in words to type on. `key` is the part that does not fit. */
export function sayWrongInput(
  remediation: string,
  key: string,
  input: JsonObject,
  service: Service | undefined,
): string {
  const given = input[key]
  const hint = hints[key]?.(service) ?? `${key}=…`
  if (given === undefined) return `${remediation} needs more: ${hint}`
  const shown = typeof given === 'object' ? key : `${key}=${given}`
  return `“${shown.slice(0, 100)}” is not what ${remediation} takes: ${hint}`
}

const oneOf = (kind: TargetKind) => (service: Service | undefined) =>
  `say which ${kind}${service ? `, one of ${namesOf(kind, service).join(', ')}` : ''}`

const hints: Record<string, (service: Service | undefined) => string> = {
  deployment: oneOf('deployment'),
  configmap: oneOf('configmap'),
  cache: oneOf('cache'),
  command: oneOf('command'),
  request: oneOf('request'),
  replicas: () => 'say how many, as in replicas=6',
  to: () => 'say which revision, as in revision=7',
  set: () => 'say what to set, as in QUANTUM_FALLBACK_ENABLED=true',
  min: () => 'say how few or how many replicas it may choose, as in min=4 max=12',
  max: () => 'say how many replicas it may choose at most, as in max=12',
  requests: () => 'say what it asks for, as in requests.cpu=500m requests.memory=1Gi',
  limits: () => 'say what it may have, as in limits.memory=2Gi or requests.cpu=500m',
  pod: () => 'say which pod by its name, as in pod=…',
  container: () => 'say which container, as in container=…',
}
