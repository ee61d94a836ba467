import type { Scenarios } from '../../../src/practice/workspace/options.ts'

/** Scenarios that can be switched on and off, and break nothing. */
export function switchboard(known: readonly { name: string; title: string; says: string }[]): Scenarios {
  const running = new Set<string>()
  const listeners = new Set<() => void>()
  return {
    list: () => known.map((one) => ({ ...one, running: running.has(one.name) })),
    async set(name, on) {
      if (on) running.add(name)
      else running.delete(name)
      for (const listener of listeners) listener()
    },
    onChange(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
  }
}
