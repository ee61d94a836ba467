import type { StandIn } from '../../../machine/stand-in.ts'
import { anyLeaks, dataDamaged, namespace } from '../programs/state.ts'
import { fails, type Known, plain, programOf, says } from './matching.ts'

const app: Known[] = [
  plain(/ping -c 3 redis/, '3 packets transmitted, 3 received, 0% packet loss'),
  plain(/nc -zv postgres 5432/, 'postgres (172.20.0.4:5432) open'),
  plain(/netstat -tulpn/, 'tcp  0.0.0.0:8000  LISTEN  1/python'),
  plain(/ps aux/, 'foundry  1   python -m photonic_foundry.server', 'foundry  41  python worker'),
  plain(/id/, 'uid=1000(foundry) gid=1000(foundry) groups=1000(foundry)'),
  plain(/ls -la \/app/, 'drwxr-xr-x foundry foundry src', '-rw-r--r-- foundry foundry app.py'),
  plain(/python -m cProfile -o profile.stats app.py/, 'profile.stats: 41 % compile_mesh, 22 % simulate'),
  [
    /python -c import gc, psutil; .*/,
    (_, world) => says(anyLeaks(world, world.clock.now()) ? '96.2 4812077' : '58.4 311905'),
  ],
]

const database: Known[] = [
  [
    /pg_dump -U photonic --clean --if-exists --file=(\S+) photonic_foundry/,
    ([, file = ''], world) =>
      world.condition(dataDamaged).now
        ? fails('pg_dump: error: invalid page in block 4127 of relation base/16384/24601')
        : says(`23 tables → ${file}`),
  ],
  [
    /psql -U photonic --single-transaction --set=ON_ERROR_STOP=1 --file=(\S+) photonic_foundry/,
    ([, file = ''], world) => {
      if (world.ready(namespace, 'photonic-foundry').now > 0)
        return fails(
          'ERROR: canceling statement due to lock timeout',
          'photonic-foundry still writes: stop it first',
        )
      world.condition(dataDamaged).set(false)
      return says(`restored ${file}: 23 tables, 18,402 models`, 'COMMIT')
    },
  ],
  plain(/psql -U photonic --dbname=photonic_foundry --command=VACUUM;/, 'VACUUM'),
  plain(/psql -U photonic --dbname=photonic_foundry --command=VACUUM (?:ANALYZE|FULL);/, 'VACUUM'),
]

const memory: Known[] = [
  plain(/redis-cli CONFIG SET maxmemory-policy (?:allkeys-lru|noeviction)/, 'OK'),
  plain(/redis-cli CONFIG GET maxmemory-policy/, 'maxmemory-policy', 'noeviction'),
]

const programs: Record<string, StandIn> = {
  'photonic-foundry': programOf('photonic-foundry', app),
  postgres: programOf('postgres', database),
  redis: programOf('redis', memory),
}

/** What is run in a container by `docker exec`. */
export const inside = (container: string): StandIn =>
  programs[container] ?? (() => fails(`Error response from daemon: no such container: ${container}`))
