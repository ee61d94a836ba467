import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { isDatabaseUp, limitRaised, slowQuery } from '../programs/state.ts'

const report = 'SELECT device_id, avg(loss) FROM round_updates GROUP BY device_id'

type Answer = (world: World) => string[]

const rows = (head: string, lines: string[]): string[] => [
  head,
  head.replace(/[^|]/g, '-').replace(/\|/g, '+'),
  ...lines,
  `(${lines.length} row${lines.length === 1 ? '' : 's'})`,
]

const isSlow = (world: World): boolean => world.condition(slowQuery).now

/** What is asked, by a word of it, and what comes of it: the more telling words first. */
const answers: [word: string, answer: Answer][] = [
  [
    'pg_terminate_backend',
    (world) => {
      const ended = isSlow(world) ? [' 88 | t'] : []
      world.condition(slowQuery).set(false)
      return rows(' pid | pg_terminate_backend ', ended)
    },
  ],
  [
    'FROM pg_stat_activity',
    (world) =>
      rows(' pid | usename | state | query ', isSlow(world) ? [` 88 | reporting | active | ${report}`] : []),
  ],
  [
    'FROM pg_stat_statements',
    (world) =>
      rows(' query | mean_time ', [
        ...(isSlow(world) ? [` ${report} | 1904211.4`] : []),
        ' SELECT * FROM devices WHERE organization = $1 | 22.7',
        ' UPDATE devices SET last_heartbeat = $1 WHERE id = $2 | 3.1',
      ]),
  ],
  [
    'SET max_connections',
    (world) => {
      world.condition(limitRaised).set(true)
      return ['ALTER SYSTEM']
    },
  ],
  [
    'RESET max_connections',
    (world) => {
      world.condition(limitRaised).set(false)
      return ['ALTER SYSTEM']
    },
  ],
  ['ANALYZE', () => ['ANALYZE']],
]

/** A session with QFLARE's database, for the few statements that its commands have. */
export const psql: StandIn = ([service, ...args], world): Answered => {
  if (service !== 'service=qflare')
    return { code: 2, stderr: ['psql: error: definition of service not found'] }
  if (!isDatabaseUp(world, world.clock.now()))
    return { code: 2, stderr: ['psql: error: connection to server failed: Connection refused'] }
  const sql = args.find((one) => one.startsWith('--command=')) ?? ''
  const [, answer] = answers.find(([word]) => sql.includes(word)) ?? []
  return answer ? { code: 0, stdout: answer(world) } : { code: 1, stderr: ['ERROR:  syntax error'] }
}
