import type { Json, JsonObject } from './json.ts'
import type { Service } from './service.ts'

/**
 * Reads what somebody typed after a remediation's name: a target that service.yml lists, and `key=value`
 * words. `replicas=6` is a number; `KEY=value` in capitals is a setting of a ConfigMap; `restart=a,b` a list.
 */
export function readRemediationWords(words: readonly string[], service: Service | undefined): JsonObject {
  const input: Record<string, Json> = {}
  const set: Record<string, string> = {}
  for (const word of words) {
    const sign = word.indexOf('=')
    if (sign < 0) {
      input[kindOf(word, service)] = word
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

function kindOf(word: string, service: Service | undefined): string {
  if (service?.targets.configmaps.includes(word)) return 'configmap'
  if (service?.targets.caches.some(({ name }) => name === word)) return 'cache'
  return 'deployment'
}
