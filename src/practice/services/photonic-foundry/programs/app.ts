import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import { dataDamaged, diskFull, hasIntruder, leaks, podMemory } from './state.ts'

const everyMs = 60_000
const memoryMiB = 2_048

/** One pod of the application: converts models into circuits and simulates them. */
export const app: Program = {
  logs(container, world, from, to) {
    const { pod, startedAt, image } = container
    const lines: LogLine[] = []
    if (startedAt >= from && startedAt < to)
      lines.push(
        line(startedAt, 'info', 'photonic_foundry started', {
          version: image.split(':')[1] ?? '',
          port: 8000,
        }),
      )
    for (const { at, nth } of moments(startedAt + 1_000 + chance(2_000, pod), everyMs, from, to)) {
      const model = `model-${1_000 + chance(9_000, pod, nth)}`
      if (world.condition(diskFull).at(at))
        lines.push(line(at, 'error', 'conversion failed', { model, error: 'No space left on device' }))
      else if (world.condition(dataDamaged).at(at))
        lines.push(
          line(at, 'error', 'model cannot be loaded', { model, error: 'invalid page in block 4127' }),
        )
      else if (hasIntruder(container, world, at) && nth % 3 === 0)
        lines.push(line(at, 'warn', 'authentication failed', { user: 'admin', from: '203.0.113.9' }))
      else if (leaks(container, world, at) && nth % 3 === 0)
        lines.push(line(at, 'error', 'conversion failed', { model, error: 'MemoryError' }))
      else
        lines.push(
          line(at, 'info', 'model_conversion', {
            model,
            layers: 4 + chance(60, pod, nth),
            duration_seconds: `${2 + chance(4, pod, nth)}.${chance(9, nth, pod)}`,
          }),
        )
    }
    return lines
  },
  usage: (container, world, at) => ({
    cpuMillis: 380 + chance(90, container.pod),
    memoryMiB: (podMemory(container, world, at) / 100) * memoryMiB,
  }),
}
