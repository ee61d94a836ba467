import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'
import { deviceOf, keysStale } from './fleet.ts'
import { apiSeconds, isExhausted, memoryLeak, memoryRatio, slowQuery, writingStopped } from './state.ts'

const requestEveryMs = 30_000
const keyEveryMs = 60_000
const limitMiB = 2048
const paths = ['/api/v1/devices', '/api/v1/rounds', '/api/v1/models', '/api/v1/devices/heartbeat']

/** Serves devices and the admin panel. Access lines begin with the caller's address. */
export const qflareApi: Program = {
  logs({ env, image, pod, startedAt }, world, from, to) {
    const lines: LogLine[] = []
    if (startedAt >= from && startedAt < to)
      lines.push(
        line(startedAt, 'info', 'starting qflare-api', {
          version: image.split(':')[1] ?? '',
          db_pool: env.DB_POOL_SIZE ?? '10',
          maintenance: env.MAINTENANCE_MODE ?? 'off',
        }),
      )
    for (const { at, nth } of moments(startedAt + 900 + chance(2_000, pod), requestEveryMs, from, to))
      lines.push(...requestAt(pod, nth, world, at))
    for (const { at, nth } of moments(startedAt + 1_500, keyEveryMs, from, to))
      lines.push(keyLine(pod, nth, world, at))
    return lines.filter(({ at }) => at < to).sort((a, b) => a.at - b.at)
  },
  usage(container, world, at) {
    const cpuMillis = world.condition(slowQuery).at(at) ? 160 : 420 + chance(90, container.pod)
    return { cpuMillis, memoryMiB: memoryRatio(container, world, at) * limitMiB }
  },
  exec([name], container, world) {
    if (name !== 'ps') return undefined
    const ratio = memoryRatio(container, world, world.clock.now())
    const [share, resident] = [(ratio * 100 - 0.4).toFixed(1), Math.round(ratio * limitMiB * 1024)]
    const stdout = [
      'USER       PID %CPU %MEM     VSZ     RSS TTY STAT START   TIME COMMAND',
      `qflare       9 18.2 ${share} 2911044 ${resident} ?   Sl   02:10   4:11 uvicorn qflare.api:app --workers 4`,
      'qflare       1  0.0  0.4    9812    8804 ?   Ss   02:10   0:00 python -m qflare.start',
      '',
    ].join('\n')
    return { stdout, stderr: '', exitCode: 0 }
  },
}

function requestAt(pod: string, nth: number, world: World, at: number): LogLine[] {
  const path = paths[chance(paths.length, pod, nth)] ?? '/'
  const address = `10.42.${chance(4, pod, nth)}.${2 + chance(40, nth)}`
  const tookMs = Math.round(apiSeconds(world, at) * 1000) + chance(30, pod, nth)
  const isFailed = isExhausted(world, at) && chance(4, pod, nth, 'failed') === 0
  const isLate = world.condition(slowQuery).at(at) && chance(8, pod, nth, 'late') === 0
  const status = isFailed ? 500 : isLate ? 504 : 200
  const lines = [{ at, text: `${address} - "GET ${path}" ${status} ${tookMs}ms` }]
  if (isFailed)
    lines.push(
      line(at + 1, 'error', 'connection pool exhausted', { error: 'FATAL: sorry, too many clients already' }),
    )
  if (world.condition(writingStopped).at(at) && nth % 4 === 1)
    lines.push(
      line(at + 1, 'error', 'not saved', { error: 'cannot execute UPDATE in a read-only transaction' }),
    )
  if (world.condition(memoryLeak).at(at) && nth % 4 === 0)
    lines.push(line(at + 2, 'warn', 'model cache grows', { entries: 180_000 + nth }))
  return lines
}

function keyLine(pod: string, nth: number, world: World, at: number): LogLine {
  const device = deviceOf(pod, nth, 'key')
  return world.condition(keysStale).at(at) && nth % 2 === 0
    ? line(at, 'warn', 'quantum_key expired', { device, epoch: 41 })
    : line(at, 'info', 'quantum_key verified', { device, epoch: 42 })
}
