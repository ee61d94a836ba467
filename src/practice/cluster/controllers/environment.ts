import type { Container } from '../kinds/pod.ts'
import { fieldAt, isFields } from '../object.ts'
import type { Store } from '../store.ts'

/** A container's environment as its ConfigMaps stand now, and its own `env` over them. */
export function environment(store: Store, namespace: string, container: Container): Record<string, string> {
  const env: Record<string, string> = {}
  for (const source of container.envFrom ?? []) {
    const data = store.get('configmaps', namespace, source.configMapRef?.name ?? '')?.data
    if (isFields(data)) for (const [key, value] of Object.entries(data)) env[key] = String(value)
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const key = fieldAt(valueFrom, 'configMapKeyRef.key')
    const map = fieldAt(valueFrom, 'configMapKeyRef.name')
    const data = store.get('configmaps', namespace, String(map ?? ''))?.data
    const found = typeof key === 'string' && isFields(data) ? data[key] : value
    if (found !== undefined) env[name] = String(found)
  }
  return env
}
