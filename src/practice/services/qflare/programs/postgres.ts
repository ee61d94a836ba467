import { chance, moments } from '../../../cluster/programs/line.ts'
import type { LogLine, Program } from '../../../cluster/programs/program.ts'
import { isExhausted, slowQuery } from './state.ts'

const written = (at: number, text: string): LogLine => ({
  at,
  text: `${new Date(at).toISOString().replace('T', ' ').replace('Z', ' UTC')} [1] ${text}`,
})

/** The database behind postgres-0. */
export const postgres: Program = {
  logs({ pod, startedAt }, world, from, to) {
    const starting = [written(startedAt, 'LOG:  database system is ready to accept connections')]
    const usual = [...moments(startedAt + 4_000, 300_000, from, to)].map(({ at, nth }) =>
      written(at, `LOG:  checkpoint complete: wrote ${90 + chance(400, pod, nth)} buffers`),
    )
    const troubled = [...moments(startedAt + 2_000, 3_000, from, to)].flatMap(({ at, nth }) => [
      ...(isExhausted(world, at) ? [written(at, 'FATAL:  sorry, too many clients already')] : []),
      ...(world.condition(slowQuery).at(at) && nth % 10 === 0
        ? [written(at, 'LOG:  process 88 still waiting for ShareLock on relation round_updates')]
        : []),
    ])
    return [...starting, ...usual, ...troubled]
      .filter(({ at }) => at >= from && at < to)
      .sort((a, b) => a.at - b.at)
  },
  usage: (_container, world, at) => ({
    cpuMillis: world.condition(slowQuery).at(at) ? 1_900 : 310,
    memoryMiB: 1_900,
  }),
  exec([name]) {
    if (name === 'pg_isready')
      return { stdout: '/var/run/postgresql:5432 - accepting connections\n', stderr: '', exitCode: 0 }
    if (name !== 'ps') return undefined
    const stdout = [
      'USER       PID %CPU %MEM     VSZ     RSS TTY STAT START   TIME COMMAND',
      'postgres    61  2.1 11.3  512044  402118 ?   Ss   02:10   1:47 postgres: qflare qflare 10.42.1.7 idle',
      'postgres     1  0.1  1.2  219488   28410 ?   Ss   02:10   0:04 postgres',
      '',
    ].join('\n')
    return { stdout, stderr: '', exitCode: 0 }
  },
}
