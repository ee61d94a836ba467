import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { dataDamaged, diskFull, isDown, namespace, services } from '../programs/state.ts'
import { inside } from './inside.ts'
import { fails, type Known, plain, programOf, says } from './matching.ts'

const frees = (world: World, bytes: string): Answered => {
  world.condition(diskFull).set(false)
  return says(bytes)
}

const isStopped = (world: World, service: string) => isDown(world, service, world.clock.now())

const known: Known[] = [
  [
    /exec (\S+) (.+)/,
    ([, container = '', words = ''], world) => {
      if (isStopped(world, container))
        return fails(`Error response from daemon: container ${container} is not running`)
      return inside(container)(words.split(' '), world)
    },
  ],
  plain(/info/, 'Server Version: 27.1.1', 'Storage Driver: overlay2', 'Containers: 7'),
  [
    /inspect --format=.+ (\S+)/,
    ([, container = ''], world) =>
      says(
        isStopped(world, container)
          ? '{"Status":"exited"} {"Memory":2147483648}'
          : '{"Status":"running"} {"Memory":2147483648}',
      ),
  ],
  [
    /system df/,
    (_, world) =>
      says(
        'TYPE           SIZE      RECLAIMABLE',
        ...(world.condition(diskFull).now
          ? ['Images         61.2GB    54.9GB (89%)', 'Containers     1.9GB     0.3GB (15%)']
          : ['Images         9.4GB     3.1GB (32%)', 'Containers     1.7GB     0.1GB (5%)']),
        'Local Volumes  18.6GB    0B (0%)',
      ),
  ],
  // Old images have names: only with -a do they go.
  [/system prune -f/, () => says('Total reclaimed space: 0.3GB')],
  [
    /system prune -af/,
    (_, world) =>
      frees(world, `Total reclaimed space: ${world.condition(diskFull).now ? '55.2GB' : '3.2GB'}`),
  ],
  plain(
    /volume ls(?: --filter dangling=true)?/,
    'local  photonic_foundry_postgres_data',
    'local  photonic_foundry_models',
  ),
  plain(/volume prune -f/, 'Total reclaimed space: 0B'),
  plain(/volume create \S+/, 'photonic_foundry_postgres_data'),
  plain(/network ls/, 'photonic-network  bridge  local'),
  plain(/network prune -f/, 'Total reclaimed networks: 0'),
  [
    /network inspect photonic-network/,
    (_, world) =>
      says(
        ...services.filter((one) => !isStopped(world, one)).map((one, n) => `${one} 172.20.0.${n + 2}/16`),
      ),
  ],
  [/pull (\S+)/, ([, image = '']) => says(`Status: Image is up to date for ${image}`)],
  plain(/run .*aquasec\/trivy fs \/workspace/, 'requirements.txt: 0 critical, 2 medium'),
  plain(/run .* postgres:15 psql \S+ --file=\S+/, 'restored into test: 23 tables, 18,402 models'),
  [
    /run .*-v photonic_foundry_(\w+):\/data .*tar czf (\S+) \/data/,
    ([, volume = '', file = '']) => says(`${volume} → ${file}`),
  ],
  [
    /run .*-v photonic_foundry_(\w+):\/data .*tar xzf (\S+) -C \//,
    ([, volume = '', file = ''], world) => {
      if (volume === 'postgres_data' && world.ready(namespace, 'postgres').now > 0)
        return fails('tar: /data/base: PostgreSQL still runs on this volume: stop it first')
      if (volume === 'postgres_data') world.condition(dataDamaged).set(false)
      return says(`${file} → ${volume}`)
    },
  ],
]

/** Docker, as far as the foundry's commands use it. */
export const docker: StandIn = programOf('docker', known)
