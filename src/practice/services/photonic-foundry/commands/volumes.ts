import type { World } from '../../../cluster/world.ts'
import { exists, make, onHost } from '../programs/files.ts'
import { dataDamaged, isDown, namespace, volumesGone } from '../programs/state.ts'
import { fails, type Known, plain, says } from './matching.ts'

const database = 'photonic_foundry_postgres_data'
const runs = (world: World) => world.ready(namespace, 'postgres').now > 0

/** The volumes that a stopped database leaves unused. */
const unused = (world: World): string[] =>
  isDown(world, 'postgres', world.clock.now()) && !world.condition(volumesGone).now ? [database] : []

function lose(world: World): void {
  world.condition(volumesGone).set(true)
  world.condition(dataDamaged).set(true)
}

/** Volumes, and what packs and unpacks them. */
export const volumes: Known[] = [
  [
    /volume ls/,
    (_, world) =>
      says(
        'DRIVER    VOLUME NAME',
        ...(world.condition(volumesGone).now ? [] : [database, 'photonic_foundry_models']).map(
          (name) => `local     ${name}`,
        ),
      ),
  ],
  [
    /volume ls --filter dangling=true/,
    (_, world) => says('DRIVER    VOLUME NAME', ...unused(world).map((name) => `local     ${name}`)),
  ],
  [
    /volume prune -f/,
    (_, world) => {
      const gone = unused(world)
      if (gone.length > 0) lose(world)
      return says(...gone.map((name) => `Deleted Volumes: ${name}`), 'Total reclaimed space: 0B')
    },
  ],
  [
    /volume create (\S+)/,
    ([, name = ''], world) => {
      world.condition(volumesGone).set(false)
      return says(name)
    },
  ],
  plain(/volume inspect \S+/, `"Name": "${database}"`),
  [
    /run .* postgres:15 psql \S+ --set=ON_ERROR_STOP=1 --file=(\S+)/,
    ([, file = ''], world) =>
      exists(world, onHost(file))
        ? says('restored into test: 23 tables, 18,402 models')
        : fails(`psql: error: ${file}: No such file or directory`),
  ],
  [
    /run .*-v photonic_foundry_(\w+):\/data .*tar czf (\S+) \/data/,
    ([, volume = '', file = ''], world) => {
      make(world, onHost(file))
      return says(`${volume} → ${file}`)
    },
  ],
  [
    /run .*-v photonic_foundry_(\w+):\/data .*tar xzf (\S+) -C \//,
    ([, volume = '', file = ''], world) => {
      if (!exists(world, onHost(file))) return fails(`tar: ${file}: Cannot open: No such file or directory`)
      if (volume !== 'postgres_data') return says(`${file} → ${volume}`)
      if (runs(world)) return fails('tar: /data/base: PostgreSQL still runs on this volume: stop it first')
      world.condition(volumesGone).set(false)
      world.condition(dataDamaged).set(false)
      return says(`${file} → ${volume}`)
    },
  ],
]

/** What docker-compose is asked for: to remove everything, its data included. */
export const compose: Known[] = [
  [
    /--project-directory=\S+ down -v/,
    (_, world) => {
      if (runs(world)) return fails(`Error response from daemon: remove ${database}: volume is in use`)
      lose(world)
      return says(`Volume ${database}  Removed`, 'Volume photonic_foundry_models  Removed')
    },
  ],
]
