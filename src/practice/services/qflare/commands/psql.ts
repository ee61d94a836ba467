import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import {
  apiPods,
  connectionsOf,
  connectionsRatio,
  isDatabaseUp,
  limitRaised,
  maxConnections,
  slowQuery,
  writingStopped,
} from '../programs/state.ts'

const report = 'SELECT device_id, avg(loss) FROM round_updates GROUP BY device_id'
const reportPid = 88
/** What practice gives a database that was allowed so many, or more. */
const raisedLimit = 200

type Answer = (world: World, given: number) => string[]

/** A table as psql draws it. */
const rows = (head: string, lines: string[]): string[] => [
  head,
  head.replace(/[^|]/g, '-').replace(/\|/g, '+'),
  ...lines,
  `(${lines.length} row${lines.length === 1 ? '' : 's'})`,
]

const isSlow = (world: World): boolean => world.condition(slowQuery).now

function end(world: World): void {
  world.condition(slowQuery).set(false)
}

function altered(world: World, condition: string, isSet: boolean): string[] {
  world.condition(condition).set(isSet)
  return ['ALTER SYSTEM']
}

function connections(world: World): string[] {
  const now = world.clock.now()
  const share = connectionsRatio(world, now)
  const allowed = maxConnections(world, now)
  return rows(' taken | allowed | share ', [
    ` ${Math.round(share * allowed)} | ${allowed} | ${Math.floor(share * 100)} %`,
  ])
}

/** What is asked, and what comes of it: the more telling patterns first. A group takes out the number that is given. */
const answers: [asked: RegExp, answer: Answer][] = [
  [
    /pg_terminate_backend\((\d+)\)/,
    (world, pid) => {
      const isIt = isSlow(world) && pid === reportPid
      if (isIt) end(world)
      return rows(' pg_terminate_backend ', [isIt ? ' t' : ' f'])
    },
  ],
  [
    /pg_terminate_backend/,
    (world) => {
      const ended = isSlow(world) ? [` ${reportPid} | t`] : []
      end(world)
      return rows(' pid | pg_terminate_backend ', ended)
    },
  ],
  [/count\(\*\) AS taken/, connections],
  [
    /GROUP BY 1, 2, 3/,
    (world) =>
      rows(
        ' client_addr | application_name | state | count ',
        apiPods(world, world.clock.now()).map(
          (one, n) =>
            ` 10.42.0.${11 + n} | qflare-api | idle | ${connectionsOf(one, world, world.clock.now())}`,
        ),
      ),
  ],
  [
    /wait_event_type = 'Lock'/,
    (world) =>
      rows(
        ' pid | waits_for | query ',
        isSlow(world) ? [` 91 | {${reportPid}} | UPDATE round_updates SET loss = $1 WHERE id = $2`] : [],
      ),
  ],
  [/backend_xid/, () => rows(' pid | usename | application_name | query ', [])],
  [
    /FROM pg_stat_activity WHERE pid = (\d+)/,
    (world, pid) =>
      rows(
        ' pid | usename | state | query ',
        isSlow(world) && pid === reportPid ? [` ${reportPid} | reporting | active | ${report}`] : [],
      ),
  ],
  [
    /interval '5 minutes'/,
    (world) =>
      rows(
        ' pid | usename | state | query ',
        isSlow(world) ? [` ${reportPid} | reporting | active | ${report}`] : [],
      ),
  ],
  [
    /FROM pg_stat_statements/,
    (world) =>
      rows(' query | mean_time ', [
        ...(isSlow(world) ? [` ${report} | 1904211.4`] : []),
        ' SELECT * FROM devices WHERE organization = $1 | 22.7',
        ' UPDATE devices SET last_heartbeat = $1 WHERE id = $2 | 3.1',
      ]),
  ],
  [
    /SHOW default_transaction_read_only/,
    (world) =>
      rows(' default_transaction_read_only ', [world.condition(writingStopped).now ? ' on' : ' off']),
  ],
  [
    /SHOW max_connections/,
    (world) => rows(' max_connections ', [` ${maxConnections(world, world.clock.now())}`]),
  ],
  [/RESET max_connections/, (world) => altered(world, limitRaised, false)],
  [/SET max_connections = (\d+)/, (world, limit) => altered(world, limitRaised, limit >= raisedLimit)],
  [/RESET default_transaction_read_only/, (world) => altered(world, writingStopped, false)],
  [/SET default_transaction_read_only = on/, (world) => altered(world, writingStopped, true)],
  [/pg_reload_conf/, () => rows(' pg_reload_conf ', [' t'])],
  [/ANALYZE/, () => ['ANALYZE']],
]

/** A session with QFLARE's database, for the few statements that its commands have. */
export const psql: StandIn = ([service, ...args], world): Answered => {
  if (service !== 'service=qflare')
    return { code: 2, stderr: ['psql: error: definition of service not found'] }
  if (!isDatabaseUp(world, world.clock.now()))
    return { code: 2, stderr: ['psql: error: connection to server failed: Connection refused'] }
  const stdout: string[] = []
  for (const sql of args) {
    const [asked, answer] = answers.find(([asked]) => asked.test(sql)) ?? []
    if (!asked || !answer) return { code: 1, stdout, stderr: ['ERROR:  syntax error'] }
    stdout.push(...answer(world, Number(asked.exec(sql)?.[1])))
  }
  return { code: 0, stdout }
}
