import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { exists, make, onHost } from '../programs/files.ts'
import {
  anyIntruder,
  anyLeaks,
  dataDamaged,
  isDown,
  isIsolated,
  namespace,
  profiled,
  redisDropsOldest,
} from '../programs/state.ts'
import { fails, type Known, plain, programOf, says } from './matching.ts'

/** Both sides are in the network, and the other one runs. */
function reaches(world: World, service: string): boolean {
  const now = world.clock.now()
  return (
    !isDown(world, service, now) && ![service, 'photonic-foundry'].some((one) => isIsolated(world, one, now))
  )
}

const withIntruder = (world: World, own: string[], foreign: string): Answered =>
  says(...own, ...(anyIntruder(world, world.clock.now()) ? [foreign] : []))

const app: Known[] = [
  [
    /ping -c 3 redis/,
    (_, world) =>
      reaches(world, 'redis')
        ? says('3 packets transmitted, 3 received, 0% packet loss')
        : fails('ping: redis: Temporary failure in name resolution'),
  ],
  [
    /nc -zv postgres 5432/,
    (_, world) =>
      reaches(world, 'postgres')
        ? says('postgres (172.20.0.4:5432) open')
        : fails('nc: getaddrinfo for host "postgres" port 5432: Name or service not known'),
  ],
  [
    /netstat -tulpn/,
    (_, world) =>
      withIntruder(
        world,
        [
          'Active Internet connections (only servers)',
          'tcp        0      0 127.0.0.11:41223        0.0.0.0:*               LISTEN      -',
          'tcp        0      0 0.0.0.0:8000            0.0.0.0:*               LISTEN      1/python',
        ],
        'tcp        0      0 0.0.0.0:4444            0.0.0.0:*               LISTEN      613/.kworker',
      ),
  ],
  [
    /ps aux/,
    (_, world) =>
      withIntruder(
        world,
        [
          'USER       PID %CPU %MEM COMMAND',
          'foundry      1  2.1  4.0 python -m photonic_foundry.server',
          'foundry     41 31.0 22.4 python -m photonic_foundry.worker',
        ],
        'root       613 88.2  1.3 /usr/local/bin/.kworker',
      ),
  ],
  plain(/id/, 'uid=1000(foundry) gid=1000(foundry) groups=1000(foundry)'),
  plain(
    /ls -la \/app/,
    'total 16',
    'drwxr-xr-x 4 foundry foundry 4096 Nov 10 09:12 src',
    '-rw-r--r-- 1 foundry foundry 2210 Nov 10 09:12 app.py',
  ),
  [
    /python -m cProfile -o profile.stats app.py/,
    (_, world) => {
      world.condition(profiled).set(true)
      return says()
    },
  ],
  [
    /python -c import pstats; .*/,
    (_, world) =>
      world.condition(profiled).now
        ? says(
            '4812077 function calls in 61.204 seconds',
            'ncalls  tottime  cumtime  filename:lineno(function)',
            '   412   25.110   31.402  mesh.py:88(compile_mesh)',
            '  1640   13.498   14.007  simulate.py:41(simulate)',
          )
        : fails("FileNotFoundError: [Errno 2] No such file or directory: 'profile.stats'"),
  ],
  [
    /python -c import gc, psutil; .*/,
    (_, world) =>
      anyLeaks(world, world.clock.now())
        ? says('Memory: 96.2 %', 'Objects: 4812077')
        : says('Memory: 58.4 %', 'Objects: 311905'),
  ],
]

const damaged = 'pg_dump: error: invalid page in block 4127 of relation base/16384/24601'

const database: Known[] = [
  [
    /pg_dump -U photonic --clean --if-exists --file=(\S+) photonic_foundry/,
    ([, file = ''], world) => {
      if (world.condition(dataDamaged).now) return fails(damaged)
      make(world, onHost(file))
      return says(`23 tables → ${file}`)
    },
  ],
  [
    /pg_dump -U photonic --file=\/dev\/null photonic_foundry/,
    (_, world) => (world.condition(dataDamaged).now ? fails(damaged) : says()),
  ],
  [
    /psql -U photonic --single-transaction --set=ON_ERROR_STOP=1 --file=(\S+) photonic_foundry/,
    ([, file = ''], world) => {
      if (!exists(world, onHost(file))) return fails(`psql: error: ${file}: No such file or directory`)
      if (world.ready(namespace, 'photonic-foundry').now > 0)
        return fails(
          'ERROR: canceling statement due to lock timeout',
          'photonic-foundry still writes: stop it first',
        )
      world.condition(dataDamaged).set(false)
      return says(`restored ${file}: 23 tables, 18,402 models`, 'COMMIT')
    },
  ],
  plain(/psql .* --command=SELECT round.*/, '35 % in use'),
  plain(/psql -U photonic --dbname=photonic_foundry --command=VACUUM;/, 'VACUUM'),
  plain(/psql -U photonic --dbname=photonic_foundry --command=VACUUM (?:ANALYZE|FULL);/, 'VACUUM'),
]

const policy = (world: World) => (world.condition(redisDropsOldest).now ? 'allkeys-lru' : 'noeviction')

const memory: Known[] = [
  [
    /redis-cli CONFIG SET maxmemory-policy (allkeys-lru|noeviction)/,
    ([, chosen], world) => {
      world.condition(redisDropsOldest).set(chosen === 'allkeys-lru')
      return says('OK')
    },
  ],
  [/redis-cli CONFIG GET maxmemory-policy/, (_, world) => says('maxmemory-policy', policy(world))],
  [
    /redis-cli INFO memory/,
    (_, world) =>
      says(
        '# Memory',
        'used_memory_human:412.00M',
        'maxmemory_human:800.00M',
        `maxmemory_policy:${policy(world)}`,
      ),
  ],
]

const programs: Record<string, StandIn> = {
  'photonic-foundry': programOf('photonic-foundry', app),
  postgres: programOf('postgres', database),
  redis: programOf('redis', memory),
}

/** What is run in a container by `docker exec`. */
export const inside = (container: string): StandIn =>
  programs[container] ?? (() => fails(`Error response from daemon: no such container: ${container}`))
