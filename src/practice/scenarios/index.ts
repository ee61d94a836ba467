import type { World } from '../cluster/world.ts'
import type { PageScenario } from '../page/protocol.ts'
import type { Scenario } from './scenario.ts'

export type Scenarios = {
  list(): PageScenario[]
  /** Rejects a name that is not in the list; setting what is set already changes nothing. */
  set(name: string, on: boolean): Promise<void>
  /** The answer stops the listening. */
  onChange(listener: (scenarios: PageScenario[]) => void): () => void
}

/** `scenarios`: each with the id of the service that it breaks, where there are several. */
export function startScenarios(
  world: World,
  scenarios: readonly (Scenario & { service?: string })[],
): Scenarios {
  const running = new Set<string>()
  const listeners = new Set<(scenarios: PageScenario[]) => void>()
  const list = () =>
    scenarios.map(({ name, service, title, says }) => ({
      name,
      ...(service && { service }),
      title,
      says,
      running: running.has(name),
    }))
  return {
    list,
    async set(name, on) {
      const scenario = scenarios.find((one) => one.name === name)
      if (!scenario)
        throw new Error(`No scenario ${name}. There are: ${scenarios.map((one) => one.name).join(', ')}.`)
      if (running.has(name) === on) return
      if (on) {
        running.add(name)
        scenario.start(world)
      } else {
        running.delete(name)
        scenario.stop(world)
      }
      for (const listener of listeners) listener(list())
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
