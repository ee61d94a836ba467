import type { Json, JsonObject } from './json.ts'
import type { Service } from './service.ts'

/**
 * Reads what somebody typed after a remediation's name: a target, a number, and `key=value` words. `replicas=6`
 * is a number; `KEY=value` in capitals is a setting of a ConfigMap; `restart=a,b` a list. `takes` names the
 * remediation's inputs, so that a bare word or number finds its place; one too many stays a word of its own,
 * which no remediation takes.
 */
export function readRemediationWords(
  words: readonly string[],
  service: Service | undefined,
  takes: readonly string[],
): JsonObject {
  const input: Record<string, Json> = {}
  const set: Record<string, string> = {}
  for (const word of words) {
    const sign = word.indexOf('=')
    if (sign < 0) {
      const place = /^\d+$/.test(word) ? numberOf(takes) : kindOf(word, service, takes)
      input[place in input ? word : place] = readValue(place, word)
      continue
    }
    const key = word.slice(0, sign)
    const value = word.slice(sign + 1)
    if (/^[A-Z][A-Z0-9_]*$/.test(key)) set[key] = value
    else input[names[key] ?? key] = readValue(key, value)
  }
  return Object.keys(set).length > 0 ? { ...input, set } : input
}

/** What people call it, where the remediation calls it otherwise. */
const names: Record<string, string> = { revision: 'to' }

function readValue(key: string, value: string): Json {
  if (key === 'restart') return value.split(',').filter(Boolean)
  return /^\d+$/.test(value) ? Number(value) : value
}

const numbers = ['replicas', 'to'] as const
const numberOf = (takes: readonly string[]): string => numbers.find((one) => takes.includes(one)) ?? 'number'

const targets = ['deployment', 'configmap', 'cache'] as const
type Target = (typeof targets)[number]

/** What service.yml lists the word as, or else the kind of target that the remediation takes. */
function kindOf(word: string, service: Service | undefined, takes: readonly string[]): Target {
  const own = targets.filter((kind) => takes.includes(kind))
  return own.find((kind) => named(kind, service).includes(word)) ?? own[0] ?? 'deployment'
}

function named(kind: Target, service: Service | undefined): string[] {
  if (!service) return []
  const { deployments, configmaps, caches } = service.targets
  return { deployment: deployments, configmap: configmaps, cache: caches.map(({ name }) => name) }[kind]
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

const oneOf = (kind: Target) => (service: Service | undefined) =>
  `say which ${kind}${service ? `, one of ${named(kind, service).join(', ')}` : ''}`

const hints: Record<string, (service: Service | undefined) => string> = {
  deployment: oneOf('deployment'),
  configmap: oneOf('configmap'),
  cache: oneOf('cache'),
  replicas: () => 'say how many, as in replicas=6',
  to: () => 'say which revision, as in revision=7',
  set: () => 'say what to set, as in QUANTUM_FALLBACK_ENABLED=true',
}
