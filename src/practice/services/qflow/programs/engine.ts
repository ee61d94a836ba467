import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import {
  brokenImage,
  damagedFlows,
  dataDamaged,
  engineStarved,
  executionsPaused,
  leastConcurrentFlows,
  podUse,
  releaseBroken,
} from './state.ts'

const everyMs = 30_000
const limits = { cpuMillis: 2_000, memoryMiB: 4_096 }

/** One pod of Qflow: takes flows, validates them, runs them in its sandbox. It reads its settings when it starts. */
export const engine: Program = {
  start({ image, env }, world) {
    world.condition(releaseBroken).set(image === brokenImage)
    const room = Number(env['engine.maxConcurrentFlows'] ?? leastConcurrentFlows)
    world.condition(engineStarved).set(room < leastConcurrentFlows)
  },
  logs({ pod, startedAt, image, env }, world, from, to) {
    const lines: LogLine[] = []
    const version = image.split(':')[1] ?? ''
    const room = env['engine.maxConcurrentFlows'] ?? ''
    if (startedAt >= from && startedAt < to)
      lines.push(line(startedAt, 'info', 'starting qflow', { version, max_concurrent_flows: room }))
    for (const { at, nth } of moments(startedAt + 1_000 + chance(2_000, pod), everyMs, from, to)) {
      const execution = `ex-${100_000 + chance(900_000, pod, nth)}`
      if (world.condition(executionsPaused).at(at))
        lines.push(line(at, 'info', 'executions paused', { component: 'engine' }))
      else if (image === brokenImage)
        lines.push(
          line(at, 'error', 'flow refused', {
            component: 'validation',
            execution,
            reason: 'schema 12 cannot be read',
          }),
        )
      else if (world.condition(engineStarved).at(at) && nth % 2 === 0)
        lines.push(line(at, 'error', 'flow timed out in the queue', { component: 'engine', execution, room }))
      else if (world.condition(dataDamaged).at(at) && nth % 3 === 0)
        lines.push(
          line(at, 'error', 'block does not match its hash', {
            component: 'storage',
            flow: damagedFlows[nth % damagedFlows.length] ?? '',
          }),
        )
      else
        lines.push(
          line(at, 'info', 'flow completed', {
            component: 'engine',
            execution,
            duration_ms: 300 + chance(1_500, pod, nth),
          }),
        )
    }
    return lines
  },
  usage({ pod }, world, at) {
    const { cpu, memory } = podUse(world, at, pod)
    return { cpuMillis: cpu * limits.cpuMillis, memoryMiB: memory * limits.memoryMiB }
  },
}
