import { nodeMetrics } from '../../../cluster/metrics/objects.ts'
import { podUsage } from '../../../cluster/metrics/usage.ts'
import { fieldAt } from '../../../cluster/object.ts'
import { milli } from '../../../cluster/quantity.ts'
import type { World } from '../../../cluster/world.ts'
import type { Answered } from '../../../machine/stand-in.ts'
import { namespace } from '../programs/state.ts'

const mebi = 1024 ** 2

/** A line of a table as kubectl writes it: each cell but the last is padded. */
const columns = (...cells: (string | number)[]): string => cells.map((cell) => `${cell}`.padEnd(16)).join('')

/** `kubectl top pods` and `kubectl top nodes`, as of the last time that the nodes were asked. */
export function topOf([what]: readonly string[], world: World): Answered {
  if (what === 'nodes') return { code: 0, stdout: nodes(world) }
  if (what === 'pods') return { code: 0, stdout: pods(world) }
  return { code: 1, stderr: [`error: unknown command ${what}`] }
}

function pods(world: World): string[] {
  const lines = world.store.list('pods', namespace).flatMap(({ metadata }) => {
    const used = podUsage(world, metadata.uid)
    if (!used) return []
    const sum = (of: 'cpuMillis' | 'memoryMiB') => Math.round(used.reduce((all, one) => all + one[of], 0))
    return columns(metadata.name.padEnd(32), `${sum('cpuMillis')}m`, `${sum('memoryMiB')}Mi`)
  })
  return [columns('NAME'.padEnd(32), 'CPU(cores)', 'MEMORY(bytes)'), ...lines]
}

function nodes(world: World): string[] {
  const size = (name: string, of: string) =>
    milli(fieldAt(world.store.get('nodes', undefined, name), `status.allocatable.${of}`)) ?? 0
  const lines = nodeMetrics(world).map((one) => {
    const { name } = one.metadata
    const [cpu, memory] = ['cpu', 'memory'].map((of) => {
      const used = milli(fieldAt(one, `usage.${of}`)) ?? 0
      return { used, share: `${Math.round((100 * used) / size(name, of))}%` }
    })
    return columns(
      name,
      `${Math.round(cpu?.used ?? 0)}m`,
      cpu?.share ?? '',
      `${Math.round((memory?.used ?? 0) / 1000 / mebi)}Mi`,
      memory?.share ?? '',
    )
  })
  return [columns('NAME', 'CPU(cores)', 'CPU%', 'MEMORY(bytes)', 'MEMORY%'), ...lines]
}
